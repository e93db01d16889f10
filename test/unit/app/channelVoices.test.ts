import assert from 'node:assert/strict';
import { answerEntries } from '../../../src/app/channels/channelAnswers.ts';
import type { AnswersInput } from '../../../src/app/channels/channelAnswers.ts';
import type { IssueComment, IssueThread } from '../../../src/app/channels/issueTracker.ts';
import type { Person } from '../../../src/core/objective.ts';
import { readQuestion } from '../../../src/core/readQuestion.ts';
import { toRepoPath } from '../../../src/core/repoPath.ts';
import { appendSection } from '../../../src/core/writeQuestion.ts';

const MARIA: Person = { key: 'maria', name: 'Maria Lopez', email: 'm@x.example', handle: 'mlopez' };
const PETER: Person = { key: 'peter', name: 'Peter Wu', handle: 'pwu' };
const ANA: Person = { key: 'ana', name: 'Ana Ruiz', email: 'ana@x.example', handle: 'ana-r' };
const PEOPLE = [MARIA, PETER, ANA];

interface Case {
	readonly people?: readonly Person[];
	readonly pms?: readonly Person[];
	readonly to?: string;
	readonly pm?: Person;
	readonly opener?: string;
	readonly channel?: string;
}

/** What the question's file says after what was said there came back: kinds, and the author's name, or key with a `!` of a person of tandem.yml. */
function taken(
	said: Partial<IssueThread>,
	{ people = PEOPLE, pms = [], to = 'maria', channel = 'GitHub', pm, opener }: Case = {},
) {
	const path = toRepoPath('questions/q.md');
	assert.ok(path);
	const text = `---\nid: q-1\nasked_by: Ana Ruiz <ana@x.example>\n${to === '' ? '' : `to: ${to}\n`}---\n# May we?\n\n## Answer\n`;
	const read = (file: string) => readQuestion({ path, text: file, people }).value;
	const question = read(text);
	assert.ok(question);
	const url = 'https://github.com/acme/specs/issues/1';
	const input: AnswersInput = {
		question,
		thread: { key: '1', url, comments: [], ...said, ...(opener === undefined ? {} : { opener }) },
		people,
		pms,
		...(pm ? { pm } : {}),
		spec: 'spec',
		channel,
	};
	const sections = answerEntries(input).map(({ action }) => (action.kind === 'append' ? action.section : ''));
	const file = sections.reduce(appendSection, text);
	const messages = read(file)?.messages ?? [];
	return messages.map(({ kind, author }) => [kind, author?.key === undefined ? author?.name : `${author.key}!`]);
}

type Said = Pick<IssueComment, 'author'> & Partial<IssueComment>;

function comment(said: Said): Partial<IssueThread> {
	const url = 'https://github.com/acme/specs/issues/1#issuecomment-1';
	return { comments: [{ url, at: '2026-11-21T09:00:00Z', markdown: 'Yes.', ...said }] };
}

const login = (handle: string, more: Partial<IssueComment> = {}): Said => ({
	author: { name: handle, handle },
	...more,
});

suite('who wrote in a channel', () => {
	const check = (title: string, said: Said, expected: string, given?: Case) =>
		test(title, () => assert.deepEqual(taken(comment(said), given)[0]?.[1], expected));

	check('the account that tandem.yml names', login('mlopez'), 'maria!');
	check('in any capitals', login('MLopez'), 'maria!');
	check('a PM whom only an objective names', login('olga'), 'olga', { pms: [{ name: 'olga', handle: 'olga' }] });
	check('somebody else', login('eve'), 'eve');
	check('an account whose handle is the key', login('maria'), 'maria!', { people: [{ ...MARIA, handle: 'maria' }] });
	check(
		'an account of Jira, by its e-mail',
		{ author: { name: 'ML', email: 'M@x.example' }, account: '5b1' },
		'maria!',
	);
	check('an account of Jira, by its id', { author: { name: 'ML' }, account: 'mlopez' }, 'maria!');

	suite('is not the person whose', () => {
		const stranger = (title: string, said: Said, given?: Case) =>
			test(title, () => {
				const [, author] = taken(comment(said), given)[0] ?? [];
				assert.ok(author !== undefined && !author.endsWith('!'), author);
			});
		stranger('key is the login', login('maria'));
		stranger('e-mail is the login', login('m@x.example'));
		stranger('name is the name for people', { author: { name: 'Maria Lopez', handle: 'evil' } });
		for (const name of [
			'Maria Lopez',
			'maria',
			'@mlopez',
			'm@x.example',
			'Maria <m@x.example>',
			'X (@mlopez)',
			'1. Maria Lopez',
			'Maria Lopez, 2026-11-03 10:00 UTC',
			`Maria Lopez: https://x.example/${'a'.repeat(100)}`,
		]) {
			stranger(`name at Jira is ${name}`, { author: { name }, account: '5b9' }, { channel: 'Jira' });
		}
	});

	test('who closed the issue is told apart in the same way', () => {
		const closedBy = (by: string) => taken({ closed: { at: '2026-11-22T09:00:00Z', by } })[0]?.[1];
		assert.deepEqual([closedBy('mlopez'), closedBy('Maria Lopez')], ['maria!', '@Maria Lopez']);
	});
});

suite('what somebody wrote in a channel', () => {
	const check = (title: string, said: Said, expected: 'answer' | 'reply' | 'nothing', given?: Case) =>
		test(title, () => assert.equal(taken(comment(said), given)[0]?.[0] ?? 'nothing', expected));
	const member = { standing: 'member' } as const;

	check('whoever is asked answers', login('mlopez'), 'answer');
	check('another of people: answers for her', login('pwu'), 'answer');
	check('a PM of another objective answers', login('olga'), 'answer', { pms: [{ name: 'olga', handle: 'olga' }] });
	check('whoever asked replies', login('ana-r'), 'reply');
	check('whoever asked replies, known by an e-mail alone', { author: { name: 'A', email: ANA.email ?? '' } }, 'reply', {
		people: [MARIA],
	});
	check('whoever asked replies, known by the issue alone', login('ana-r', member), 'reply', {
		people: [],
		opener: 'ana-r',
	});
	check('whoever asked replies, under another name in people:', login('ar'), 'reply', {
		people: [MARIA, { name: 'Ana', handle: 'ar' }],
		opener: 'ar',
	});
	check('a PM who made the issue answers', login('mlopez'), 'answer', { opener: 'mlopez' });
	check('a stranger replies', login('eve'), 'reply');
	check('a colleague of a PM who is known replies', login('eve', member), 'reply');
	check('a bot says nothing', login('stale[bot]', { standing: 'bot' }), 'nothing');

	suite('where the account of whoever is to answer is not known', () => {
		const noHandle = [{ key: 'maria', name: 'Maria Lopez' }, PETER, ANA];
		check('a member of the project answers', login('ml', member), 'answer', { people: noHandle });
		check('a stranger replies', login('eve'), 'reply', { people: noHandle });
		check('a member answers where nobody is named', login('ml', member), 'answer', { to: '', people: [] });
		check('not where the PM of the objective is known', login('ml', member), 'reply', { to: '', pm: MARIA });
		const hidden = { author: { name: 'ML' }, account: '5b1', ...member };
		check('a member answers at Jira, which hides e-mails', hidden, 'answer', { channel: 'Jira' });
		const shown = { ...hidden, author: { name: 'EV', email: 'eve@x.example' } };
		check('not where Jira shows another e-mail', shown, 'reply', { channel: 'Jira' });
	});

	test('an issue that a bot has closed is not resolved', () => {
		assert.deepEqual(taken({ closed: { at: '2026-11-22T09:00:00Z', by: 'stale[bot]', isBot: true } }), []);
	});
});
