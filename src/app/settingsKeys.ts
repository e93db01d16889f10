import { TABLE_KEYS } from '../core/readFormatTables.ts';
import { CONFIG_KEYS, PERSON_KEYS } from '../core/readSpecConfig.ts';
import { CHANNEL_GROUP } from './channelKeys.ts';
import type { KeyGroup, SpecKey } from './specKeys.ts';

/** The keys of tandem.yml, as `core/readSpecConfig.ts` reads them. */
export const SETTINGS_KEYS: KeyGroup = {
	names: CONFIG_KEYS,
	keys: {
		objectives: {
			meaning: 'Where the objectives are, and how their ids are made.',
			expected: 'a path with * and {number}, or a group of files, id and keys',
			example: 'objectives: objectives/**/*.md',
			insert: ' $0',
			group: {
				names: TABLE_KEYS,
				keys: {
					format: {
						...settingsKey(
							'Which known format they have; without it Tandem looks what they look like.',
							'the name of a format',
							'format: madr',
						),
						values: 'format',
					},
					files: settingsKey('Which files are objectives.', 'a path with * and {number}', 'files: objectives/**/*.md'),
					id: settingsKey(
						'How an id is made of the path, where the file has none.',
						'a text with {number} or another part of the path',
						'id: RFC-{number}',
					),
					keys: {
						...settingsKey(
							'Further ways in which commits and comments name an objective.',
							'a text with {number} or another part of the path',
							'keys: ["RFC {number}"]',
						),
						insert: ' ["$0"]',
					},
					header: {
						...settingsKey(
							'How the keys at the top of a file are written.',
							'a kind of header',
							'header: front-matter',
						),
						values: 'header',
					},
					markup: { ...settingsKey('How the text is written.', 'a markup', 'markup: markdown'), values: 'markup' },
					from: {
						...settingsKey(
							'Where a value comes from, where the files call it otherwise.',
							'a key of an objective with where to look for it',
							'from: {status: [stage, "## Status"], pm: [lead]}',
						),
						insert: ' {$0}',
					},
					statuses: {
						...settingsKey(
							'What the words of the files mean.',
							'a word with a status or a health',
							'statuses: {shipped: achieved}',
						),
						insert: ' {$0}',
					},
				},
			},
		},
		questions: settingsKey(
			'The folder in which the questions of engineers arrive.',
			'a path inside the repository',
			'questions: questions',
		),
		people: {
			meaning: 'Who is who. The key is what stands behind pm: and engineer: in an objective.',
			expected: 'a key with a name and an e-mail for each',
			example: 'people: {maria: Maria Lopez <maria@example.com>}',
			insert: '\n  ${1:maria}: {name: ${2:Maria Lopez}, email: ${3:maria@example.com}}$0',
			group: {
				names: {},
				keys: {},
				any: {
					meaning: 'A person, under the key that stands in objectives.',
					expected: 'a name and an e-mail',
					example: 'maria: Maria Lopez <maria@example.com>',
					insert: ' $0',
					group: {
						names: PERSON_KEYS,
						keys: {
							name: settingsKey('The name that is shown.', 'a text', 'name: Maria Lopez'),
							email: settingsKey('The address that git commits with.', 'an e-mail', 'email: maria@example.com'),
							handle: settingsKey(
								'The name at the forge; github: and gitlab: mean the same.',
								'a text',
								'github: maria',
							),
						},
					},
				},
			},
		},
		channel: {
			...settingsKey(
				'Where questions go besides the spec repo.',
				'one of git, github, gitlab, jira, slack and teams, or a group of them with their settings',
				'channel: github',
			),
			values: 'channel',
			group: CHANNEL_GROUP,
		},
	},
};

function settingsKey(meaning: string, expected: string, example: string): SpecKey {
	return { meaning, expected, example, insert: ' $0' };
}
