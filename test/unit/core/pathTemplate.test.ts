import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compilePathTemplate, fillTemplate } from '../../../src/core/pathTemplate.ts';

suite('pathTemplate', () => {
	function check(template: string, path: string, expected: Record<string, string> | undefined): void {
		assert.deepEqual(compilePathTemplate(template).match(path), expected);
	}

	test('a word that every object has', () =>
		check('{constructor}/{toString}.md', 'a/b.md', { constructor: 'a', toString: 'b' }));
	test('a literal', () => check('a/b.md', 'a/b.md', {}));
	test('a literal is not a pattern', () => check('a.b', 'axb', undefined));
	test('./ at the start', () => check('./a/*.md', 'a/x.md', {}));
	test('a star stays in its segment', () => check('a/*.md', 'a/b/c.md', undefined));
	test('a star may be empty', () => check('a/*.md', 'a/.md', {}));
	test('two stars: no folder', () => check('objectives/**/*.md', 'objectives/a.md', {}));
	test('two stars: some folders', () => check('objectives/**/*.md', 'objectives/a/b/c.md', {}));
	test('two stars take whole folders', () => check('**/x.md', 'ax.md', undefined));
	test('two stars at the end', () => check('specs/**', 'specs/a/b.md', {}));
	test('another extension', () => check('objectives/**/*.md', 'objectives/a.yml', undefined));
	test('number and slug', () =>
		check('text/{number}-{slug}.md', 'text/0389-dynamic-tag.md', { number: '389', slug: 'dynamic-tag' }));
	test('a number is digits', () => check('text/{number}-{slug}.md', 'text/x389-a.md', undefined));
	test('a number takes all digits', () => check('{number}*.md', '0012a.md', { number: '12' }));
	test('zero is a number', () => check('{number}.md', '0000.md', { number: '0' }));
	test('a name is not empty', () => check('{slug}.md', '.md', undefined));
	test('a name takes the shortest part', () => check('{release}-{slug}.md', 'a-b-c.md', { release: 'a', slug: 'b-c' }));
	test('folders', () =>
		check('keps/{sig}/{number}-{slug}/README.md', 'keps/sig-apps/0001-x/README.md', {
			sig: 'sig-apps',
			number: '1',
			slug: 'x',
		}));
	test('names after folders', () => check('**/{slug}.md', 'dir/deep/x.md', { slug: 'x' }));
	test('folders in the middle begin at a folder', () => check('**/x/**/{slug}.md', 'ax/q/x/y.md', { slug: 'y' }));
	test('braces that are no name', () => check('{a b}.md', '{a b}.md', {}));
	test('Unicode', () => check('ziele/{slug}.md', 'ziele/größe.md', { slug: 'größe' }));
	test('a hostile template and path take linear time', () =>
		check(`${'*{a}'.repeat(50)}!`, 'a'.repeat(4000), undefined));

	test('a filled template fits, and gives what it was filled with', () => {
		const slug = fc.stringMatching(/^[a-z][a-z-]{0,12}$/);
		fc.assert(
			fc.property(fc.nat({ max: 99_999 }), slug, (number, slug) => {
				check('a/{number}-{slug}.md', `a/${String(number).padStart(5, '0')}-${slug}.md`, {
					number: String(number),
					slug,
				});
			}),
		);
	});

	test('globs mean what the expression means that is written for them by hand', () => {
		const part = fc.constantFrom('*', '**/', 'a', 'b', '/', '.');
		fc.assert(
			fc.property(fc.array(part, { maxLength: 7 }), fc.stringMatching(/^[ab./]{0,8}$/), (parts, path) => {
				const template = `x${parts.join('')}`;
				// Two stars that are no folder part have no counterpart here.
				fc.pre(!/\*\*(?!\/)|\*\*\/\*|[^/]\*\*/.test(template));
				const source = template
					.replaceAll('.', '\\.')
					.replace(/\*\*\/|\*/g, (glob) => (glob === '*' ? '[^/]*' : '(?:.*/)?'));
				assert.equal(
					compilePathTemplate(template).match(`x${path}`) !== undefined,
					new RegExp(`^${source}$`).test(`x${path}`),
				);
			}),
		);
	});

	test('filling', () => assert.equal(fillTemplate('RFC-{number}/{slug}', { number: '7', slug: 'x' }), 'RFC-7/x'));
	test('filling needs every name', () => assert.equal(fillTemplate('RFC-{constructor}', {}), undefined));
});
