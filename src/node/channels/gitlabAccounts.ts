import { GITLAB_MEMBER } from '../../core/channels/gitlabAnswers.ts';
import type { GitlabUser } from '../../core/channels/gitlabAnswers.ts';
import { Failure } from '../../core/failure.ts';
import type { RestApi } from './restApi.ts';

/** `Planner`, the least that may look after other people's issues. */
const PLANNER = 15;

/** Who may do what in one project of GitLab: notes do not say it. Asked once for each account. `project`: `/projects/acme%2Fspecs`. */
export function createGitlabMembers(
	api: RestApi,
	project: string,
): (user: GitlabUser, signal: AbortSignal) => Promise<boolean> {
	const known = new Map<number, boolean>();
	return async ({ id }, signal) => {
		const former = known.get(id);
		if (former !== undefined) return former;
		const isMember = await api.get(`${project}/members/all/${id}`, GITLAB_MEMBER, signal).then(
			({ access_level: level }) => level >= PLANNER,
			(error: unknown) => {
				if (error instanceof Failure && (error.kind === 'not-found' || error.kind === 'rejected')) return false;
				throw error;
			},
		);
		known.set(id, isMember);
		return isMember;
	};
}

/** Tokens of projects and groups have accounts of their own; GitLab's service desk and alerts write for people who have none. */
export function isGitlabBot({ username, bot }: GitlabUser): boolean {
	return bot === true || /^(?:project|group)_\d+_bot(?:_|$)|^(?:support|alert)-bot\d*$/.test(username);
}
