import assert from 'node:assert/strict';
import { packedReadme } from '../../harness/packedReadme.mjs';

suite('the README as it is packed', () => {
	const check = (name: string, lines: readonly string[], expected: readonly string[]) =>
		test(name, () =>
			assert.equal(
				packedReadme(lines.join('\n'), (path) => path === 'media/here.png'),
				expected.join('\n'),
			),
		);
	check('a packed picture stays', ['a', '![x](media/here.png)', 'b'], ['a', '![x](media/here.png)', 'b']);
	check('another one goes', ['a', '![x](media/gone.png)', 'b'], ['a', 'b']);
	check('an address is none of its business', ['![x](https://x.y/z.png)'], ['![x](https://x.y/z.png)']);
	check(
		'a table of pictures becomes a list',
		['| | |', '| --- | --- |', '| ![x](media/gone.png) | **X** is a \\| b |', '| ![y](media/gone.png) | Y |', ''],
		['- **X** is a \\| b', '- Y', ''],
	);
	check('other tables stay', ['| | |', '| --- | --- |', '| a | b |'], ['| | |', '| --- | --- |', '| a | b |']);
});
