import assert from 'node:assert/strict';
import type { FailureKind } from '../../src/core/failure.ts';
import { FAULTS, failureOf, json } from './faultServer.ts';
import type { Answer, FaultServer } from './faultServer.ts';

/** How every adapter of a tracker has to take what a server does wrong. */
const CASES: readonly (readonly [what: string, answer: Answer, kind: FailureKind])[] = [
	['401', json({ message: '401 Unauthorized' }, 401), 'unauthorized'],
	['403', json({ message: '403 Forbidden' }, 403), 'rejected'],
	['404', json({ message: '404 Not found' }, 404), 'not-found'],
	['409', json({ message: 'Conflict' }, 409), 'rejected'],
	['410', json({ errorMessages: ['The requested API has been removed.'] }, 410), 'not-found'],
	['429', json({ message: 'Too many requests' }, 429, { 'retry-after': '7' }), 'busy'],
	['500', json({ message: '500 Internal Server Error' }, 500), 'bad-response'],
	['a slow server', FAULTS.slow, 'timeout'],
	['a broken connection', FAULTS.hangUp, 'offline'],
	['an answer that is cut off', FAULTS.cutOff, 'offline'],
	['a page instead of JSON', FAULTS.otherType, 'bad-response'],
	['a huge answer', FAULTS.huge, 'bad-response'],
	['a redirect to another host', FAULTS.otherHost, 'refused-address'],
	['JSON of another kind', json('hello'), 'bad-response'],
];

/** Defines one test for each fault: `work` asks the server, which answers so whatever it is asked. */
export function faultTests(
	server: () => FaultServer,
	now: number,
	work: Readonly<Record<string, () => Promise<unknown>>>,
): void {
	for (const [what, answer, kind] of CASES) {
		test(`${what}: ${kind}`, async () => {
			server().answerWith(answer);
			const failures = await Promise.all(
				Object.entries(work).map(async ([name, run]) => [name, await failureOf(run())] as const),
			);
			for (const [name, failure] of failures) {
				assert.equal(failure.kind, kind, name);
				assert.equal(failure.retryAt, kind === 'busy' ? now + 7000 : undefined, name);
				assert.doesNotMatch(failure.message, /secret/, name);
			}
			assert.ok(server().seen.length >= failures.length);
			for (const { url, headers } of server().seen) {
				assert.notEqual(url, '/elsewhere');
				assert.match(headers.host ?? '', /^127\.0\.0\.1:/);
			}
		});
	}
}
