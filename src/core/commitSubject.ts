/** The first line of a commit's message that says something. */
export function subjectOf(message: string): string {
	return (/^.*/.exec(message.trimStart())?.[0] ?? '').trimEnd();
}
