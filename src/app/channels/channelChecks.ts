import type { Channel } from '../../core/channels/channel.ts';
import { CHANNEL_NAMES, channelLabel } from '../../core/channels/channel.ts';
import type { DoctorCheck } from '../doctor.ts';
import type { ChannelStanding } from './channels.ts';
import { channelStanding } from './channelWords.ts';

/** A channel as the doctor finds it. */
export interface CheckedChannel {
	readonly channel: Channel;
	readonly signedIn: boolean;
	/** Absent: nobody looked there yet. */
	readonly standing?: ChannelStanding;
}

/** How it stands with the channels that tandem.yml names; of one that is not among `checked` the repository is not known. */
export function channelChecks(
	named: readonly Channel[],
	checked: readonly CheckedChannel[],
	now: number,
): readonly DoctorCheck[] {
	return named.map(({ kind }): DoctorCheck => {
		const found = checked.find(({ channel }) => channel.kind === kind);
		if (!found) {
			return {
				status: 'warning',
				text: `Questions do not go to ${CHANNEL_NAMES[kind]}: which repository is not known.`,
				next: `Write "${kind}: {repo: owner/name}" below channel: in tandem.yml of the spec repo.`,
			};
		}
		const { channel, signedIn, standing } = found;
		const text = `Questions go to ${channelLabel(channel)}, too. ${channelStanding(standing, signedIn ? {} : undefined, now)}`;
		if (!signedIn) return { status: 'note', text, next: 'Run "Tandem: Channels" to sign in.' };
		if (standing?.kind !== 'failed') return { status: 'ok', text };
		return { status: 'warning', text, next: 'Check the channel in tandem.yml, and run "Tandem: Channels".' };
	});
}
