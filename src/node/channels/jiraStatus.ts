import { JIRA_ISSUE, JIRA_PROPERTY, JIRA_TRANSITIONS, jiraMark } from '../../core/channels/jiraAnswers.ts';
import { ANYTHING } from '../../core/channels/trackerAnswers.ts';
import { Failure } from '../../core/failure.ts';
import type { JiraComments } from './jiraComments.ts';
import type { RestApi } from './restApi.ts';

/** Whether an issue of Jira is done. */
export interface JiraStatus {
	/** Moves it on. Where its workflow has no such way, asks for fields or does not let us, one comment says it instead. */
	setClosed(ticket: string, closed: boolean, signal: AbortSignal): Promise<void>;
}

/** Markers of comments that say it; one is enough until the other one follows. */
const RESOLVED = 'resolved';
const REOPENED = 'reopened';

export function createJiraStatus(api: RestApi, comments: JiraComments): JiraStatus {
	return {
		async setClosed(ticket, closed, signal) {
			const { fields } = await api.get(`/issue/${ticket}?fields=status,updated`, JIRA_ISSUE, signal);
			if ((fields.status.statusCategory.key === 'done') === closed) return;
			if (!(await moved(ticket, closed, signal))) await say(ticket, closed, signal);
		},
	};

	async function moved(ticket: string, closed: boolean, signal: AbortSignal): Promise<boolean> {
		const { transitions } = await api.get(`/issue/${ticket}/transitions`, JIRA_TRANSITIONS, signal);
		const fitting = transitions.filter(({ to }) => (to.statusCategory.key === 'done') === closed);
		// One that shows a screen may want fields.
		const chosen = fitting.find(({ hasScreen }) => hasScreen !== true) ?? fitting[0];
		if (!chosen) return false;
		try {
			const body = { transition: { id: chosen.id } };
			await api.send('POST', `/issue/${ticket}/transitions`, { body, shape: ANYTHING, signal });
			return true;
		} catch (error) {
			if (error instanceof Failure && error.kind === 'rejected') return false;
			throw error;
		}
	}

	async function say(ticket: string, closed: boolean, signal: AbortSignal): Promise<void> {
		const marker = closed ? RESOLVED : REOPENED;
		const said = (await comments.list(ticket, signal))
			.map(({ properties }) => jiraMark(properties?.find(({ key }) => key === JIRA_PROPERTY)?.value)?.marker)
			.findLast((word) => word === RESOLVED || word === REOPENED);
		if ((said ?? REOPENED) === marker) return;
		await comments.add(ticket, closed ? 'Resolved in Tandem.' : 'Open again in Tandem.', { marker }, signal);
	}
}
