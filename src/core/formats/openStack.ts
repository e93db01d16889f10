import { PLAIN_FORMAT, type SpecFormat } from './specFormat.ts';
import { sources } from './valueSource.ts';

/**
 * OpenStack's specs: reStructuredText, one file a blueprint, in a folder of the release. A spec that was not finished is carried on in the next release
 * under the same name.
 */
export const OPENSTACK: readonly SpecFormat[] = [
	{
		...PLAIN_FORMAT,
		name: 'openstack',
		label: 'OpenStack specs',
		files: ['specs/{release}/{folder}/{slug}.rst', 'specs/{release}/{slug}.rst'],
		heads: ['none'],
		markup: 'rst',
		id: '{slug}',
		keys: ['blueprint {slug}', 'bp {slug}', 'bp/{slug}'],
		from: {
			status: sources('{folder}'),
			period: sources('{release}'),
			pm: sources('Primary assignee:'),
		},
		statuses: {
			backlog: 'proposed',
			untargeted: 'proposed',
			approved: 'active',
			implemented: 'achieved',
			abandoned: 'dropped',
			archive: 'dropped',
			archived: 'dropped',
		},
		signature: { text: /^\.\.\s|^={3,}\s*$/m },
		captures: ({ release, folder, ...rest }) => {
			const isRelease = release !== undefined && !NO_RELEASES.has(release.toLowerCase());
			const [name, word] = isRelease ? [release, folder] : [folder, release];
			return { ...rest, ...(name && { release: name }), ...(word && { folder: word }) };
		},
		edition: ({ release = '', folder = '' }) => {
			const rank = folder === 'implemented' ? 2 : NO_RELEASES.has(folder) ? 0 : 1;
			// Releases were named from a to z, and are numbered since 2023.
			return `${rank} ${/^\d/.test(release) ? '~' : ''}${release.toLowerCase()}`;
		},
		names: (lines) => {
			// The first address of a blueprint is the spec's own; a later one may be that of a spec on which it depends.
			const text = lines.slice(0, 40).map((line) => line.text.slice(0, 500));
			const [own] = text.flatMap((line) => /\/\+spec\/([\w.-]+)/.exec(line)?.[1] ?? []);
			return own === undefined || own === 'example' ? [] : [own];
		},
	},
];

/** Folders that are no release. */
const NO_RELEASES = new Set(['backlog', 'archive', 'archived', 'abandoned', 'untargeted', 'stadium']);
