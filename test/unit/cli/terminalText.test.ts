import assert from 'node:assert/strict';
import { doctorReport } from '../../../src/app/doctor.ts';
import { failureText } from '../../../src/app/failureText.ts';
import { terminalText } from '../../../src/cli/terminalText.ts';
import { Failure } from '../../../src/core/failure.ts';
import type { FailureKind } from '../../../src/core/failure.ts';
import { parseGitAddress } from '../../../src/core/gitAddress.ts';

/** What nobody can do in a terminal. */
const EDITOR_ONLY = /"Tandem: |reload the window|tandem\.specRepo|by itself|Open a file|the editor itself/;

const KINDS: Record<Exclude<FailureKind, 'untrusted'>, string> = {
	'offline': 'The spec repo cannot be reached (x). Check the network or the VPN.',
	'unauthorized':
		'The spec repo refuses access (x). Sign in once by running "git fetch" on it in a terminal, then try again.',
	'read-only':
		'You may read the spec repo, but not push to it (x). Ask its owner for write access, or propose the text another way.',
	'not-found': 'There is no spec repo at this address (x). Check --spec, or spec: in .tandem.yml.',
	'not-a-repository': 'This is not a git repository (x). Check the address of the spec repo.',
	'empty-repository': 'The spec repo is empty (x). Push a first objective.',
	'unknown-ref': 'The spec repo has no such branch or folder (x). Check ref: and path: in .tandem.yml.',
	'timeout': 'The spec repo did not answer in time (x). Try again later.',
	'busy': 'The server wants fewer requests (x). Try again later.',
	'bad-response': 'The server answered something that is not git (x). Check the address of the spec repo.',
	'rejected':
		'The spec repo did not take the change (x). You may not push to this branch; ask its owner for write access.',
	'misfit': 'x. Nothing was changed: copy the text out of the outbox to where it belongs, then discard it there.',
	'git-missing': 'git was not found. Install git 2.30 or newer.',
	'refused-address': 'x',
	'not-configured':
		'No spec repo is set for this code. Give one with --spec, or write "spec: <address>" into .tandem.yml at the root of the code.',
	'not-agreed': 'You have not agreed that anything goes there (x).',
	'disk': 'A file could not be read or written (x).',
	'git': 'git failed (x).',
};

suite('advice for a terminal', () => {
	for (const [kind, expected] of Object.entries(KINDS)) {
		test(kind, () => assert.equal(terminalText(failureText(new Failure(kind as FailureKind, 'x'))), expected));
	}

	test('a refused address', () => {
		const refused = ['file:///specs.git', '/abs/specs'].map((text) => {
			const parsed = parseGitAddress(text, 'code-config');
			return 'refused' in parsed ? parsed.refused : '';
		});
		for (const sentence of refused) {
			assert.match(sentence, EDITOR_ONLY);
			assert.doesNotMatch(terminalText(sentence), EDITOR_ONLY);
		}
	});

	test('a doctor that found nothing at all', () => {
		const report = doctorReport({
			host: 'here',
			trusted: true,
			repos: [],
			specs: [],
			probes: new Map(),
			histories: new Map(),
			outbox: [],
			now: 0,
		});
		const sentences = report.sections.flatMap(({ checks }) => checks.flatMap(({ text, next = '' }) => [text, next]));
		assert.match(sentences.join('\n'), EDITOR_ONLY);
		for (const sentence of sentences) assert.doesNotMatch(terminalText(sentence), EDITOR_ONLY);
	});
});
