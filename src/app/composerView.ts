import { channelLabel, isIssueChannel } from '../core/channels/channel.ts';
import type { Channel } from '../core/channels/channel.ts';
import type { Objective, Person } from '../core/objective.ts';
import { linesCut } from '../core/question.ts';
import { baseName } from '../core/repoPath.ts';
import type { ComposerView, Sentence } from '../protocol/sidebar.ts';
import type { AskPlace, ComposerState } from './composer.ts';
import { isBlocked, secretNotes } from './draftSecrets.ts';
import { count, firstName, linesText } from './words.ts';

/** The open draft in words. */
export function composerView(
	{ draftId, opened, place, fields, step, preview, error }: ComposerState,
	channels: readonly Channel[],
): ComposerView {
	const { anchor, store, suggested } = place;
	const snapshot = store.snapshot();
	const people = snapshot?.people ?? [];
	const addressee = people.find(({ key, name }) => (key ?? name) === fields.to);
	const where = `${baseName(anchor.path)} ${linesText(anchor.lines.first, anchor.lines.last)}`;
	const whom = addressee?.name ?? fields.to;
	return {
		draftId,
		opened,
		step,
		heading: whom ? `Ask ${whom}` : 'Ask PM',
		about: where,
		title: fields.title,
		whyItMatters: fields.whyItMatters,
		objectives: ordered(snapshot?.objectives ?? [], suggested).map(({ id, title }) => ({
			id,
			label: `${id} ${title}`,
		})),
		...(fields.objective ? { objective: fields.objective } : {}),
		people: peopleChoices(snapshot?.objectives ?? [], people, fields.to),
		...(fields.to ? { to: fields.to } : {}),
		code: { firstLine: anchor.lines.first, lines: anchor.quote.split('\n'), ...cutNote(place) },
		...(preview && preview.entry.action.kind === 'create'
			? {
					preview: {
						path: preview.entry.path,
						destination: preview.destination,
						also: channels.map(alsoGoes),
						text: preview.entry.action.text,
						notes: secretNotes(preview.secrets, preview.chosen),
						blocked: isBlocked(preview.secrets, preview.chosen),
					},
				}
			: {}),
		...(error ? { error } : {}),
		sendLabel: addressee ? `Send to ${firstName(addressee)}` : 'Send',
		footnote: [
			{ text: 'Becomes a file in ' },
			{ text: preview?.destination ?? store.source.label, style: 'strong' },
			...channels.flatMap((channel) => [
				{ text: ', and goes to ' },
				{ text: channelLabel(channel), style: 'strong' as const },
			]),
			{ text: '. The answer comes back to this line.' },
		],
	};
}

/** Says what of a long selection does not go along. */
function cutNote({ anchor, link }: AskPlace): { note?: string } {
	const cut = linesCut(anchor);
	if (cut === 0) return {};
	return { note: `${count(cut, 'more line')} ${link === undefined ? 'are not sent.' : 'go along as a link.'}` };
}

/** The suggested ones first, then all others as they come. */
function ordered(objectives: readonly Objective[], suggested: readonly string[]): readonly Objective[] {
	const rank = ({ id }: Objective) => (suggested.includes(id) ? suggested.indexOf(id) : suggested.length);
	return [...objectives].sort((a, b) => rank(a) - rank(b));
}

/** PMs first, then everybody else the spec repo names. */
function peopleChoices(
	objectives: readonly Objective[],
	people: readonly Person[],
	chosen: string | undefined,
): ComposerView['people'] {
	const pms = objectives.flatMap(({ pm }) => (pm ? [pm] : []));
	const choices = new Map<string, string>();
	for (const pm of pms) choices.set(pm.key ?? pm.name, `${pm.name} (PM)`);
	for (const person of people) {
		const key = person.key ?? person.name;
		if (!choices.has(key)) choices.set(key, person.name);
	}
	if (chosen && !choices.has(chosen)) choices.set(chosen, chosen);
	return [...choices].map(([key, label]) => ({ key, label }));
}

function alsoGoes(channel: Channel): Sentence {
	const what = isIssueChannel(channel) ? 'Its text goes to ' : 'A notice without the code goes to ';
	return [{ text: what }, { text: channelLabel(channel), style: 'strong' }, { text: ', too' }];
}
