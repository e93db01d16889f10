/**
 * Text with parts of a repository, for notifications and pick lists: there VS Code would make a link that runs a command of `[x](command:y)`, and an icon
 * of `$(x)`. A blank takes the meaning away.
 */
export function plainLabel(text: string): string {
	return text.replaceAll('](', '] (').replaceAll('$(', '$ (');
}
