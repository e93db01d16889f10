/** A commit's message without what says nothing about its content: people, change ids, addresses. At most 20,000 characters are read. */
export function messageProse(message: string): string {
	return message
		.slice(0, 20_000)
		.split('\n')
		.filter((line) => !/^\s*(?:[a-z]+-by|cc|change-id|reviewed-on|depends-on|\(cherry picked from)\b/i.test(line))
		.join('\n')
		.replace(/\bhttps?:\/\/\S+/g, ' ');
}
