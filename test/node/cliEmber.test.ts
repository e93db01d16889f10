import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { CommitsJson, WhyFileJson, WhyLineJson } from '../../src/cli/json.ts';
import { createCliProgram } from '../support/cliProgram.ts';
import type { CliProgram } from '../support/cliProgram.ts';
import { runGit } from '../support/gitRepo.ts';
import { tempFolder } from '../support/tempFolder.ts';

const data = resolve(process.env['TANDEM_DATA'] ?? '../shared/data');
const history = join(data, 'ember', 'history.ndjson.gz');

/** Ten lines at most are to be enough for a spec repo that knows nothing of Tandem. */
const CONFIG = `objectives:
  files: text/{number}-{slug}.md
  id: "RFC-{number}"
  keys:
    - "RFC {number}"
    - "emberjs/rfcs/pull/{number}"
    - "emberjs/rfcs#{number}"
    - "rfcs/blob/master/text/{number}-{slug}"
    - "emberjs.github.io/rfcs/{number}-{slug}"
    - "rfcs.emberjs.com/id/{number}-{slug}"
`;

/** Read by eye in the log: first line of the message, and the RFC that the message names. */
const KNOWN: readonly (readonly [subject: string, rfc: string])[] = [
	['Deprecate TargetActionSupport per RFC 1041', 'RFC-1041'],
	['Deprecate Evented and @ember/object/events per RFC 1111', 'RFC-1111'],
	['RFC#1132 - Add StrictResolver as the default resolver', 'RFC-1132'],
	['RFC#389 - {{element}} as keyword', 'RFC-389'],
	['Implement `(element)` helper for dynamic tag names (RFC #0389)', 'RFC-389'],
	['Implement https://github.com/emberjs/rfcs/pull/1006', 'RFC-1006'],
	['[RFC-774] Deprecate implicit record loading in Ember Route', 'RFC-774'],
	['Deprecate @ember/error per RFC 889', 'RFC-889'],
	['[RFC 698] Deprecate `<LinkTo>` positional arguments', 'RFC-698'],
	['[FEATURE MODEL_ARG] Implement RFC emberjs/rfcs#523', 'RFC-523'],
	['[FEATURE deprecate-get-with-default] Deprecate getWithDefault based on RFC 0554', 'RFC-554'],
	['[DEPRECATION] Deprecate `Component#sendAction` (RFC #335)', 'RFC-335'],
	['[RFC #435] Add feature flag and tests for forwarding modifiers with splattributes', 'RFC-435'],
	// These say it in the body only: by number, by the address of the text, by the address of the site.
	['[core-object] Delay init until after construction', 'RFC-337'],
	['[FEAT] Destroyables', 'RFC-580'],
	['[FEATURE] Implement `on` modifier.', 'RFC-471'],
];

/** Of another project's RFCs, of none, and of things that look like one. */
const NAMELESS = [
	'Improve link script for glimmer-vm packages',
	'[Documentation] Contributing: use RFC process for new features',
];

interface Recorded {
	/** The original short hash, which every line that the commit wrote bears. */
	readonly h: string;
	readonly m: string;
}

suite('the command line on a real history', () => {
	let program: CliProgram;
	let folder: { readonly path: string; remove: () => Promise<void> };
	let ember: string;
	let rfcs: string;
	let recorded: readonly Recorded[];
	let found: CommitsJson;
	let seconds: number;

	suiteSetup(async function () {
		if (!existsSync(history)) {
			console.log(`      skipped: there is no ${history}; TANDEM_DATA names another folder`);
			this.skip();
		}
		this.timeout(240_000);
		program = await createCliProgram();
		folder = await tempFolder('tandem-ember-');
		[ember, rfcs] = [join(folder.path, 'ember'), join(folder.path, 'rfcs')];
		await mkdir(rfcs);
		await promisify(execFile)(process.execPath, [join(data, 'replay-history.mjs'), history, ember]);
		await promisify(execFile)('tar', ['-xzf', join(data, 'ember', 'rfcs.tar.gz'), '-C', rfcs]);
		await writeFile(join(rfcs, 'tandem.yml'), CONFIG);
		const lines = gunzipSync(await readFile(history))
			.toString()
			.trimEnd()
			.split('\n');
		recorded = lines.map((line) => JSON.parse(line) as Recorded);
		const started = performance.now();
		const { code, stdout, stderr } = await run('commits');
		seconds = (performance.now() - started) / 1000;
		assert.deepEqual([code, stderr], [0, '']);
		found = JSON.parse(stdout) as CommitsJson;
	});
	suiteTeardown(async () => {
		await program?.dispose();
		await folder?.remove();
	});

	const run = (...args: readonly string[]) => program.run([...args, '--json', '--code', ember, '--spec', rfcs]);
	const namedBy = (subject: string) =>
		found.commits.find((commit) => commit.subject === subject)?.objectives.map(({ id }) => id);

	test('the config has ten lines', () => assert.equal(CONFIG.trimEnd().split('\n').length, 10));

	test('every commit is looked at, in seconds', () => {
		console.log(`      ${found.counts.commits} commits, ${found.counts.named} named, in ${seconds.toFixed(1)} s`);
		assert.equal(found.counts.commits, recorded.length);
		assert.ok(seconds < 30, `${seconds} s`);
	});

	test('about as many commits name an RFC as say a number', () => {
		assert.ok(found.counts.named >= 125 && found.counts.named <= 150, String(found.counts.named));
	});

	for (const [subject, rfc] of KNOWN) {
		test(subject, () => assert.ok(namedBy(subject)?.includes(rfc), String(namedBy(subject))));
	}
	for (const subject of NAMELESS) {
		test(subject, () => assert.deepEqual(namedBy(subject), []));
	}

	test('a number is never read from nowhere: each RFC stands in its message', () => {
		const messages = new Map(recorded.map(({ m }) => [m.split('\n')[0]?.trim(), m]));
		for (const { subject, objectives } of found.commits) {
			for (const { id, words } of objectives) {
				const message = messages.get(subject) ?? '';
				assert.ok(message.includes(id.slice('RFC-'.length)), `${subject}: ${id} ${words}`);
			}
		}
	});

	test('a line says the RFC of the commit that wrote it', async function () {
		this.timeout(240_000);
		let looked = 0;
		for (const [subject, rfc] of KNOWN) {
			const place = looked < 6 ? await lineOf(subject) : undefined;
			if (!place) continue;
			const { code, stdout } = await run('why', place);
			assert.equal(code, 0, `${place} of "${subject}"`);
			const { objectives, history: last } = JSON.parse(stdout) as WhyLineJson;
			assert.ok(last.kind === 'commit' && last.commit.subject === subject, `${place} of "${subject}"`);
			const evidence = objectives.find(({ id }) => id === rfc)?.evidence;
			assert.equal(evidence?.[0]?.kind, 'commit', `${place}: ${objectives.map(({ id }) => id).join()}`);
			looked++;
		}
		assert.equal(looked, 6);
	});

	test('a line whose commit names nothing says so', async () => {
		const subject = found.commits.find(({ objectives }) => objectives.length === 0)?.subject ?? '';
		const place = await lineOf(subject);
		assert.ok(place, subject);
		const { code, stdout } = await run('why', place);
		assert.equal(code, 1);
		assert.equal((JSON.parse(stdout) as WhyLineJson).answer, 'unlinked');
	});

	test('a whole file', async () => {
		const { code, stdout } = await run('why', 'packages/@ember/engine/lib/strict-resolver.ts');
		assert.equal(code, 0);
		const { objectives, lineCount } = JSON.parse(stdout) as WhyFileJson;
		assert.deepEqual(
			objectives.map(({ id, lines }) => [id, lines]),
			[['RFC-1132', lineCount]],
		);
	});

	/** `PATH:LINE` of a line that this commit wrote and nobody changed since. */
	const lineOf = async (subject: string): Promise<string | undefined> => {
		const hashes = recorded.filter(({ m }) => m.split('\n')[0]?.trim() === subject).map(({ h }) => h);
		const [hash] = hashes;
		if (hash === undefined || hashes.length > 1) return undefined;
		const hits = await runGit(ember, ['grep', '-n', '-m', '1', `by ${hash}$`, 'HEAD']).catch(() => '');
		return /^HEAD:(.+?:\d+):/.exec(hits)?.[1];
	};
});
