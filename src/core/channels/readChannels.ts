import * as z from 'zod/mini';
import { PUBLIC_FORGES, isIssueChannel } from './channel.ts';
import type { Channel, ChannelKind, ForgeChannel } from './channel.ts';
import { githubApi } from './githubAddress.ts';
import { defined } from '../defined.ts';
import { choiceField, readField, textField } from '../fieldSchema.ts';
import type { Field } from '../fieldSchema.ts';
import { madeOnce } from '../madeOnce.ts';
import { createMapReader, invalidValue, readValue } from '../mapReader.ts';
import type { KeyNames, MapReader, ProblemSink } from '../mapReader.ts';
import { isEmptyValue } from '../yamlValue.ts';
import type { YamlMap, YamlValue } from '../yamlValue.ts';

/** The channels of tandem.yml's `channel:`: a word, a list of words, or a map of each with its settings. What is wrong is left out with a problem. */
export function readChannels(config: MapReader, sink: ProblemSink): readonly Channel[] {
	const entry = config.entry('channel');
	if (!entry) return [];
	const context = { key: entry.key, sink };
	const channels =
		entry.value.kind === 'map'
			? entry.value.entries.flatMap(({ key, value }) => {
					const kind = readField(KIND, key);
					if (kind === undefined) sink.add(invalidValue(scalarOf(value, key), KIND, context));
					return kind === undefined || kind === 'git' ? [] : (readChannel(kind, value, sink) ?? []);
				})
			: (entry.value.kind === 'list' ? entry.value.items : [entry.value]).flatMap((item) => {
					const kind = readValue(item, KIND, context)?.value;
					return kind === undefined || kind === 'git' ? [] : (readChannel(kind, item, sink) ?? []);
				});
	// An answer comes from one place, or nobody knows where to write.
	const answering = channels.find(isIssueChannel);
	const isSecond = (channel: Channel) => isIssueChannel(channel) && channel.kind !== answering?.kind;
	const second = channels.find(isSecond);
	if (second) {
		const example = () => `channel: ${answering?.kind ?? 'git'}`;
		const form = { expected: 'one of github, gitlab and jira, not two of them', example };
		sink.add(invalidValue(scalarOf(entry.value, second.kind), form, context));
	}
	return channels.filter(
		(channel, at) => !isSecond(channel) && channels.findIndex(({ kind }) => kind === channel.kind) === at,
	);
}

/** The words of `channel:`. */
export const CHANNEL_WORDS = ['git', 'github', 'gitlab', 'jira', 'slack', 'teams'] as const;

/** The keys of a channel's settings. */
export const CHANNEL_KEYS: KeyNames = {
	repo: ['repository', 'project'],
	url: ['server', 'site'],
	api: [],
	labels: ['label'],
};
export const JIRA_KEYS: KeyNames = {
	url: ['server', 'site'],
	project: [],
	type: ['issue_type'],
	on: [],
	labels: ['label'],
};

const ADDRESS =
	/^(?:https:\/\/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|http:\/\/(?:127\.0\.0\.1|localhost))(?::\d{1,5})?(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*\/?$/;

const KIND = choiceField('channel', CHANNEL_WORDS);
const FIELDS = {
	repo: repoField('repo: acme/product-specs'),
	url: addressField('url: https://gitlab.example'),
	site: addressField('url: https://acme.atlassian.net'),
	api: addressField('api: https://github.example/api/v3'),
	label: textField('labels: [question]'),
	project: {
		schema: madeOnce(() => z.pipe(z.string(), z.string().check(z.trim(), z.regex(/^[A-Z][A-Z0-9_]{0,30}$/)))),
		expected: 'the key of a Jira project',
		example: () => 'project: SHOP',
	},
	type: textField('type: Task'),
	on: choiceField('on', ['issue', 'ticket']),
} as const;

function readChannel(kind: ChannelKind, value: YamlValue, sink: ProblemSink): Channel | undefined {
	if (kind === 'slack' || kind === 'teams') return { kind };
	const map = value.kind === 'map' ? value : undefined;
	if (kind === 'jira') return readJira(map, value, sink);
	const reader = createMapReader(map, CHANNEL_KEYS, sink);
	const repo = reader.one('repo', FIELDS.repo)?.value;
	const url = reader.one('url', FIELDS.url)?.value ?? PUBLIC_FORGES[kind];
	const api = reader.one('api', FIELDS.api)?.value;
	if (api !== undefined && !isOfForge(api, { kind, url })) {
		// A channel that says one host and sends the token and the code to another one is none.
		const found = reader.entry('api')?.value ?? value;
		const example = () => `url: ${new URL(api).origin}`;
		sink.add(invalidValue(found, { expected: `an address at ${hostOf(url)}`, example }, { key: 'api', sink }));
		return undefined;
	}
	return { kind, ...defined({ repo, api }), url, labels: labelsOf(reader) };
}

function isOfForge(api: string, { kind, url }: Pick<ForgeChannel, 'kind' | 'url'>): boolean {
	return hostOf(api) === hostOf(url) || (kind === 'github' && hostOf(api) === hostOf(githubApi({ url })));
}

function hostOf(url: string): string {
	return new URL(url).host;
}

function readJira(map: YamlMap | undefined, value: YamlValue, sink: ProblemSink): Channel | undefined {
	const reader = createMapReader(map, JIRA_KEYS, sink);
	const url = reader.one('url', FIELDS.site)?.value;
	if (url === undefined) {
		const example = () => 'jira: { url: https://acme.atlassian.net, project: SHOP }';
		sink.add(invalidValue(value, { expected: 'the address of the Jira site', example }, { key: 'jira', sink }));
		return undefined;
	}
	const project = reader.one('project', FIELDS.project)?.value;
	const on = reader.one('on', FIELDS.on)?.value ?? (project === undefined ? 'ticket' : 'issue');
	const type = reader.one('type', FIELDS.type)?.value ?? 'Task';
	return { kind: 'jira', url, ...defined({ project }), type, on, labels: labelsOf(reader) };
}

function labelsOf(reader: MapReader): readonly string[] {
	const labels = reader.many('labels', FIELDS.label).map(({ value }) => value.slice(0, 50));
	return labels.length === 0 ? ['question'] : [...new Set(labels)].slice(0, 10);
}

function scalarOf(value: YamlValue, text: string): YamlValue {
	return value.kind === 'scalar' && !isEmptyValue(value) ? value : { ...value, kind: 'scalar', text };
}

/** `acme/product-specs`, with GitLab's subgroups. */
function repoField(example: string): Field<string> {
	return {
		schema: madeOnce(() =>
			z.pipe(
				z.string(),
				z.string().check(
					z.trim(),
					z.maxLength(200),
					z.regex(/^[\w.-]+(?:\/[\w.-]+)+$/),
					z.refine((name) => !/(^|\/)\.{1,2}(\/|$)/.test(name)),
				),
			),
		),
		expected: 'the name of a repository',
		example: () => example,
	};
}

/** An https address without user, query and fragment; without encryption only on this machine. */
function addressField(example: string): Field<string> {
	return {
		schema: madeOnce(() =>
			z.pipe(
				z.string(),
				z.string().check(
					z.trim(),
					z.maxLength(300),
					z.regex(ADDRESS),
					z.refine((text) => URL.canParse(text)),
					z.overwrite((text) => text.replace(/\/+$/, '')),
				),
			),
		),
		expected: 'an https address',
		example: () => example,
	};
}
