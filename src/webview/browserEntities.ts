/**
 * Stands in for the package `entities` where the page is built (esbuild.config.mjs): a browser knows all names of characters itself, and their table
 * would be a sixth of the page. markdown-it asks for one reference at a time.
 */

/** The characters of a reference such as `&copy;`; any other text, and a name that there is not, stays as it is. */
export function decodeHTMLStrict(reference: string): string {
	if (!/^&#?\w+;$/.test(reference)) return reference;
	// Behind a letter, since blanks at the start of a document are left out.
	const decoded = new DOMParser().parseFromString(`x${reference}`, 'text/html').documentElement.textContent.slice(1);
	// A browser also takes the start of a word: `&notit;` for `¬it;`.
	return decoded === ';' || !decoded.endsWith(';') ? decoded : reference;
}
