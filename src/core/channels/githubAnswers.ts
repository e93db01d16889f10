import * as z from 'zod/mini';
import type { Person } from '../objective.ts';

const TIME = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/));
const NUMBER = z.int().check(z.positive());
/** Null: the account is gone. */
const USER = z.nullish(
	z.object({ login: z.string().check(z.minLength(1), z.maxLength(200)), type: z.optional(z.string()) }),
);
const ASSOCIATION = z.optional(z.string());
const BODY = z.nullish(z.string());

/** What Tandem reads of an issue. Lists of issues hold pull requests too. */
export const GITHUB_ISSUE = z.object({
	number: NUMBER,
	body: BODY,
	user: USER,
	author_association: ASSOCIATION,
	created_at: TIME,
	closed_at: z.nullish(TIME),
	closed_by: USER,
	pull_request: z.optional(z.unknown()),
});

export const GITHUB_COMMENT = z.object({
	id: NUMBER,
	body: BODY,
	user: USER,
	author_association: ASSOCIATION,
	created_at: TIME,
	updated_at: TIME,
});

export const GITHUB_ME = z.object({ login: z.string() });

/** Of an answer of which only the status matters. */
export const ANY_ANSWER = z.unknown();

export type GithubUser = z.infer<typeof USER>;

/** GitHub itself calls those who are gone so. */
export function githubPerson(user: GithubUser): Person {
	const login = user?.login ?? 'ghost';
	return { name: login, handle: login };
}

export function isGithubBot(user: GithubUser): boolean {
	return user?.type === 'Bot' || user?.login.endsWith('[bot]') === true;
}

/** Whether GitHub says that its author belongs to the repository or its owner. */
export function isByMember({
	author_association: word,
}: {
	readonly author_association?: string | undefined;
}): boolean {
	return word === 'OWNER' || word === 'MEMBER' || word === 'COLLABORATOR';
}
