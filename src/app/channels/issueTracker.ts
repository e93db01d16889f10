import type { Person } from '../../core/objective.ts';

/**
 * A place outside of the spec repo where a PM answers: one question is one issue (or one comment on a ticket) there. Every method throws `Failure`, and a
 * cancellation where `signal` fires. None of them tries again by itself: the outbox does.
 *
 * A **marker** is a word that Tandem makes (`q-7f3k2a`, `m-0a1b2c`); the adapter hides it in what it writes, in a way that the server gives back exactly.
 */
export interface IssueTracker {
	/** The issue with this marker, whoever made it; it is looked for in lists that know of an issue at once, not in an index that lags behind. */
	find(
		wanted: {
			readonly marker: string;
			/** When the question was asked: nothing older is looked at. ISO 8601. */
			readonly since: string;
			/** As in `NewIssue`, for places that comment on them. */
			readonly tickets?: readonly string[];
		},
		signal: AbortSignal,
	): Promise<Issue | undefined>;
	/** Makes the issue. Call `find` before: this makes another one each time. */
	create(issue: NewIssue, signal: AbortSignal): Promise<Issue>;
	/** What stands there now. */
	read(key: string, signal: AbortSignal): Promise<IssueThread>;
	/** Adds a comment. `read` before tells whether its marker is there. */
	comment(
		key: string,
		comment: { readonly marker: string; readonly markdown: string },
		signal: AbortSignal,
	): Promise<void>;
	/** Closes it, or opens it again. Does nothing where it is so, and where the place knows no such thing. */
	setClosed(key: string, closed: boolean, signal: AbortSignal): Promise<void>;
	/** The key of an issue of this very place from the address of its page; undefined for any other address. */
	keyOf(url: string): string | undefined;
}

export interface Issue {
	/** What the tracker calls it: `12`, `SHOP-12`. */
	readonly key: string;
	/** Address of its page. */
	readonly url: string;
}

export interface NewIssue {
	readonly marker: string;
	readonly title: string;
	/** As Tandem previewed it. */
	readonly markdown: string;
	readonly labels: readonly string[];
	/** Who is to answer; left out silently where the tracker knows nobody of this handle or e-mail, or takes no assignee. */
	readonly assignee?: Person;
	/** Tickets of the objective, for places that comment on them: `SHOP-1423`. */
	readonly tickets: readonly string[];
}

export interface IssueThread extends Issue {
	/** Absent where the tracker does not say. ISO 8601, UTC. */
	readonly createdAt?: string;
	/** Absent: it is open. `by` is a handle. */
	readonly closed?: { readonly at: string; readonly by?: string; readonly isBot?: boolean };
	/** It is about more than the question: a ticket, on which the question is a comment. */
	readonly isShared?: boolean;
	/** Whose account made it: a handle, or an `account` as in comments. */
	readonly opener?: string;
	/** Oldest first, with those that Tandem wrote. */
	readonly comments: readonly IssueComment[];
}

export interface IssueComment {
	/** Address of the comment on its page: the same as long as the comment lives, and no other comment's. */
	readonly url: string;
	/** `handle` and `email` are as the tracker vouches for them; where it has no handles, `name` is what the author likes to be called. */
	readonly author: Person;
	/** What the tracker calls this account and no other, where that is no handle. */
	readonly account?: string;
	/** What the tracker says of the account: no human being, or somebody who works on the project. */
	readonly standing?: 'bot' | 'member';
	/** ISO 8601, UTC. */
	readonly at: string;
	/** When its text was changed last, or else `at`; absent where the tracker does not say. ISO 8601, UTC. */
	readonly editedAt?: string;
	/** Without the marker. */
	readonly markdown: string;
	/** Of a comment that Tandem wrote. */
	readonly marker?: string;
}

/** Tells a chat of a question. Nothing comes back. */
export interface NoticeSender {
	/** Throws `Failure`; kind `timeout` where it is not known whether the notice arrived. */
	send(notice: Notice, signal: AbortSignal): Promise<void>;
}

export interface Notice {
	/** `Ana Ruiz asks Maria Lopez: May we try twice?` */
	readonly headline: string;
	/** Plain lines below it: objective, place, why it matters. */
	readonly lines: readonly string[];
	/** Pages to open: the question's file or issue, the code. */
	readonly links: readonly { readonly text: string; readonly url: string }[];
}
