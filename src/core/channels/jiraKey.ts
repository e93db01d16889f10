/** What Tandem knows a thread in Jira by: an issue of its own, or a comment on somebody's ticket. */
export interface JiraPlace {
	readonly ticket: string;
	/** Id of the comment that asks. */
	readonly comment?: string;
}

/** `SHOP-12`, or `SHOP-1423?focusedCommentId=10042`: what stands behind `/browse/` in the address of its page. */
export function jiraKey({ ticket, comment }: JiraPlace): string {
	return comment === undefined ? ticket : `${ticket}?focusedCommentId=${comment}`;
}

/** The place of a key, also where more follows as on Jira's own pages; undefined for what is none. */
export function jiraPlace(key: string): JiraPlace | undefined {
	const [, ticket, query = ''] = /^([A-Z][A-Z0-9_]{0,30}-[1-9]\d{0,9})(?:\?([^#]*))?(?:#.*)?$/.exec(key) ?? [];
	if (ticket === undefined) return undefined;
	const comment = /(?:^|&)focusedCommentId=(\d{1,19})(?:&|$)/.exec(query)?.[1];
	return { ticket, ...(comment === undefined ? {} : { comment }) };
}

/** Those of `tickets` that Jira can have, each once, those of `project` first. */
export function jiraTickets(tickets: readonly string[], project: string | undefined): readonly string[] {
	const own = [...new Set(tickets)].filter((ticket) => jiraPlace(ticket)?.ticket === ticket);
	const isOfProject = (ticket: string) => project !== undefined && ticket.startsWith(`${project}-`);
	return [...own.filter(isOfProject), ...own.filter((ticket) => !isOfProject(ticket))];
}
