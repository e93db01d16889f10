import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { detached } from '../../../src/core/detached.ts';

suite('detached', () => {
	test('it is the same data', () =>
		fc.assert(
			fc.property(fc.jsonValue(), (data) => {
				assert.deepEqual(detached(data), data);
			}),
		));
	test('texts of every length and script stay as they are', () =>
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat(20), (text, start) => {
				assert.equal(detached(text.slice(start)), text.slice(start));
			}),
		));
	test('it is another object', () => {
		const data = { list: [{ text: 'x' }] };
		assert.notEqual(detached(data).list[0], data.list[0]);
	});
	test('no key is lost, and none is a prototype', () => {
		const data = JSON.parse('{"__proto__": {"a": 1}, "b": null}') as object;
		assert.deepEqual(Object.keys(detached(data)), ['__proto__', 'b']);
	});
});
