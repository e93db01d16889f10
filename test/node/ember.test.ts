import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readCommitMessage } from '../../src/core/commitMessage.ts';
import { KNOWN_FORMATS } from '../../src/core/formats/knownFormats.ts';
import type { CommitMention } from '../../src/core/link.ts';
import { type KeyIndex, createKeyIndex } from '../../src/core/objectiveKeys.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { objectiveWith, withKeys } from '../support/objectiveWith.ts';

const data = join(process.env.TANDEM_DATA ?? '../shared/data', 'ember');

/** The history of a real framework beside its real RFCs: which commits name which. */
suite('commit messages of a real history', () => {
	let keys: KeyIndex;
	let commits: readonly { readonly h: string; readonly m: string }[];
	let named: ReadonlyMap<string, readonly CommitMention[]>;

	suiteSetup(function () {
		if (!existsSync(data)) {
			console.log(`      no data at ${data}: skipped`);
			this.skip();
		}
		keys = createKeyIndex({
			objectives: withKeys(
				rfcNames().map(([number, slug]) =>
					objectiveWith({
						id: `RFC-${number}`,
						source: {
							file: `text/${number.padStart(4, '0')}-${slug}.md` as RepoPath,
							titleLine: 1,
							captures: { number, slug },
						},
					}),
				),
				KNOWN_FORMATS.ember[0]?.keys ?? [],
			),
			repoName: 'emberjs/ember.js',
			specName: 'emberjs/rfcs',
		});
		const lines = gunzipSync(readFileSync(join(data, 'history.ndjson.gz')))
			.toString('utf8')
			.split('\n');
		commits = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as { h: string; m: string });
		named = new Map(commits.map(({ h, m }) => [h, readCommitMessage(m, keys).mentions]));
	});

	test('how many commits name an RFC', () => {
		const hits = [...named.values()].filter((mentions) => mentions.length > 0);
		const rfcs = new Set(hits.flat().map((mention) => mention.objective));
		console.log(`      ${hits.length} of ${commits.length} commits name ${rfcs.size} RFCs`);
		assert.ok(hits.length >= 127 && hits.length <= 135, String(hits.length));
	});

	test('none names one without a word of it', () => {
		const wrong = commits.filter(({ h, m }) => (named.get(h)?.length ?? 0) > 0 && !/rfc/i.test(m));
		assert.deepEqual(wrong, []);
	});

	/** What the commit names, the strongest first. */
	function check(hash: string, ...expected: string[]): void {
		test(`${hash} ${expected.join(', ')}`, () => {
			const found = [...named].find(([full]) => full.startsWith(hash));
			assert.ok(found, 'no such commit');
			assert.deepEqual(
				found[1].map(({ objective, relation, words }) => `${objective} ${relation} ${words}`),
				expected,
			);
		});
	}

	check('daa10d9d', 'RFC-389 mentions RFC#389');
	check('f6ec123c', 'RFC-389 mentions (RFC #0389)');
	check('22ece72b', 'RFC-1071 implements Implement RFC #1071');
	check('87de0e59', 'RFC-1041 implements Implements emberjs/rfcs#1041');
	check('649cb681', 'RFC-65 implements Implement [emberjs/rfcs#65]');
	check('6204a98e', 'RFC-65 mentions [RFC 65]');
	check('a5ea5f96', 'RFC-680 mentions RFC: 680');
	check('464fe3ec', 'RFC-774 mentions [RFC-774]');
	check('77c03bed', 'RFC-554 mentions RFC 0554');
	check('afa52d11', 'RFC-232 mentions RFC232');
	check('5d3fa3c8', 'RFC-176 mentions RFC 176');
	check('b53699e0', 'RFC-481 partially part of RFC 481');
	check('3c402e4b', 'RFC-232 mentions RFC232', 'RFC-268 mentions RFC268');
	check('567dc6ab', 'RFC-1006 implements Implement https://github.com/emberjs/rfcs/pull/1006');
	check('39bf6f0d', 'RFC-176 related related to https://github.com/emberjs/rfcs/pull/176#issuecomment-267383628');
	check('c4b9e3ae', 'RFC-470 mentions https://emberjs.github.io/rfcs/0470-fn-helper.html');
	check('95775765', 'RFC-236 mentions https://rfcs.emberjs.com/id/0236-deprecation-ember-string/');
	check('8f9528e1', 'RFC-748 mentions [RFC 0748]', 'RFC-800 mentions [RFC 0800]');

	// Another project's RFC, numbers of pull requests of RFCs that were never merged, the name of a package, RFCs without a number.
	check('355e278d');
	check('e266bf9e');
	check('d854377e');
	check('e7866ca9');
	check('b383e925');
	check('931df59a');
	check('0fd6f648');
	check('a2bd401e');
	check('7a2c2f3e');

	/** Texts that look like one. */
	function falseFriend(text: string): void {
		test(text, () => assert.deepEqual(readCommitMessage(text, keys).mentions, []));
	}
	falseFriend(
		'See https://github.com/pnpm/rfcs/pull/389 and https://github.com/rust-lang/rfcs/blob/master/text/0389-element.md',
	);
	falseFriend('pnpm/rfcs#389, reactjs/rfcs#176, ember-cli/rfcs#232');
	falseFriend('Fix escaping as in RFC 3986, RFC2119, RFC 7231 section 389');
	falseFriend('Bump to 3.89.0 (#389), closes #176, PR 232, v0.389');
	falseFriend('https://github.com/emberjs/ember.js/pull/389 and emberjs/ember.js#389');
	falseFriend('https://tools.ietf.org/html/rfc3986#section-389 https://www.rfc-editor.org/rfc/rfc389');
	falseFriend('XRFC 389, RFC 389x, RFC389.1, RFC 3890, RFC_389_x');
});

/** Numbers and names of the RFC files; of two with one number, the first. */
function rfcNames(): readonly (readonly [string, string])[] {
	const tar = gunzipSync(readFileSync(join(data, 'rfcs.tar.gz')));
	const names = new Map<string, string>();
	for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
		const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
		const size = Number.parseInt(tar.toString('ascii', at + 124, at + 136), 8);
		const [, number = '', slug = ''] = /text\/0*(\d+)-(.+)\.md$/.exec(name) ?? [];
		if (number !== '' && !names.has(number)) names.set(number, slug);
		at += 512 + Math.ceil(size / 512) * 512;
	}
	return [...names];
}
