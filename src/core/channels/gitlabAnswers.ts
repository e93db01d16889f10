import * as z from 'zod/mini';
import { TIME, maybe } from './trackerAnswers.ts';

/** What Tandem reads of GitLab's answers (REST API v4). */
const USER = z.object({ id: z.number(), username: z.string(), bot: maybe(z.boolean()) });
export const GITLAB_ME = z.object({ id: z.number() });
export const GITLAB_USERS = z.array(USER);
export type GitlabUser = z.infer<typeof USER>;

export const GITLAB_ISSUE = z.object({
	iid: z.int(),
	author: maybe(USER),
	state: z.string(),
	description: maybe(z.string()),
	created_at: maybe(TIME),
	updated_at: TIME,
	closed_at: maybe(TIME),
	closed_by: maybe(USER),
});
export type GitlabIssue = z.infer<typeof GITLAB_ISSUE>;

/** 15 is Planner, 20 Reporter, 30 Developer. */
export const GITLAB_MEMBER = z.object({ access_level: z.int() });

export const GITLAB_NOTE = z.object({
	id: z.int(),
	body: z.string(),
	author: maybe(USER),
	created_at: TIME,
	updated_at: maybe(TIME),
	system: z.boolean(),
	/** For members of the project only; older versions call it `confidential`. */
	internal: maybe(z.boolean()),
	confidential: maybe(z.boolean()),
});
