import * as vscode from 'vscode';
import { doctorReport } from '../app/doctor.ts';
import { doctorMarkdown } from '../app/doctorMarkdown.ts';
import type { CheckedChannel } from '../app/channels/channelChecks.ts';
import type { Tandem } from '../app/tandem.ts';
import { defined } from '../core/defined.ts';
import type { ChannelAccess } from './channelAccess.ts';
import { toCodeDocument } from './documents.ts';
import type { Places } from './documents.ts';

export interface DoctorDeps {
	readonly tandem: Tandem;
	readonly places: Places;
	/** `git version 2.39.5`, or undefined where there is none. */
	readonly gitVersion: () => Promise<string | undefined>;
	/** What the address of a failing spec repo answers without git; undefined where it cannot be asked. */
	readonly probe: (url: string) => Promise<string | undefined>;
	readonly access: ChannelAccess;
	readonly extensionVersion: string;
}

/** The doctor's report as Markdown, about this window and the file that was looked at last. */
export async function doctorText(deps: DoctorDeps): Promise<string> {
	const { tandem, places, gitVersion, probe, access, extensionVersion } = deps;
	const trusted = vscode.workspace.isTrusted;
	const place = places.latest();
	const specs = tandem.specs();
	const probes = new Map<string, string>();
	const repos = tandem.contexts.known();
	const histories = new Map(
		repos.flatMap((context) => {
			const standing = tandem.history.standing(context);
			return standing ? [[context.repo.root, standing] as const] : [];
		}),
	);
	for (const { source, state } of specs) {
		const { kind } = state();
		if (source.address.kind !== 'remote' || (kind !== 'failed' && kind !== 'stale')) continue;
		const answer = await probe(source.address.url);
		if (answer) probes.set(source.label, answer);
	}
	const channels = new Map<string, readonly CheckedChannel[]>();
	for (const store of specs) {
		const checked = tandem.channels.of(store).map(async (channel) => ({
			channel,
			signedIn: (await access.account(channel, store)) !== undefined,
			...defined({ standing: tandem.channels.standing(channel) }),
		}));
		channels.set(store.source.label, await Promise.all(checked));
	}
	return doctorMarkdown(
		doctorReport({
			host: `Tandem ${extensionVersion} in ${vscode.env.appName} ${vscode.version}`,
			git: trusted ? await gitVersion() : undefined,
			trusted,
			repos,
			histories,
			specs,
			probes,
			...(place
				? {
						active: {
							path: vscode.workspace.asRelativePath(place.document.uri),
							why: tandem.why.explain(toCodeDocument(place.document)),
						},
					}
				: {}),
			outbox: tandem.outbox.entries(),
			stranded: await tandem.outbox.stranded(),
			channels,
			now: Date.now(),
		}),
	);
}
