import assert from 'node:assert/strict';
import { isToHost, TEXT_LIMIT } from '../../../src/protocol/toHost.ts';

suite('messages from the page', () => {
	const fields = { title: 't', whyItMatters: 'w' };
	suite('are taken', () => {
		const check = (message: unknown) => test(JSON.stringify(message), () => assert.equal(isToHost(message), true));
		check({ type: 'ready' });
		check({ type: 'ask' });
		check({ type: 'ask', about: { objective: 'CHK-1', text: 'How long?' } });
		check({ type: 'open', target: 'x' });
		check({ type: 'notice', command: 'refresh' });
		check({ type: 'draft', draftId: 'd', fields });
		check({ type: 'preview', draftId: 'd', fields: { ...fields, objective: 'CHK-1', to: 'maria' } });
		check({ type: 'send', draftId: 'd' });
		check({ type: 'choose', draftId: 'd', choice: 'send-code', chosen: true });
		check({ type: 'reply', question: 'q', text: 'x' });
		check({ type: 'seen', question: 'q' });
		check({ type: 'seenChanges' });
		check({ type: 'seenChanges', target: 't' });
		check({ type: 'decide', question: 'q' });
		check({ type: 'record', objective: 'CHK-1', hash: 'a', text: 'x' });
	});

	suite('are refused', () => {
		const check = (name: string, message: unknown) => test(name, () => assert.equal(isToHost(message), false));
		check('nothing', undefined);
		check('text', 'ready');
		check('a list', [{ type: 'ready' }]);
		check('an unknown type', { type: 'run', command: 'x' });
		check('a command that is not on the list', { type: 'notice', command: 'workbench.action.terminal.sendSequence' });
		check('a missing field', { type: 'open' });
		check('a target that is no text', { type: 'seenChanges', target: { spec: 's' } });
		check('a field of another type', { type: 'reply', question: 'q', text: { toString: 'x' } });
		check('fields that are none', { type: 'draft', draftId: 'd', fields: null });
		check('a list for a text', { type: 'preview', draftId: 'd', fields: { ...fields, to: ['a'] } });
		check('a point without words', { type: 'ask', about: { objective: 'CHK-1' } });
		check('a record without words', { type: 'record', objective: 'CHK-1', hash: 'a' });
		check('more text than a person types', { type: 'open', target: 'x'.repeat(TEXT_LIMIT + 1) });
	});
});
