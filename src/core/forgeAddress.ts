/** An address inside a text: a URL, or words with a slash in them such as `acme/web-shop#381`. */
export interface AddressSpan {
	readonly start: number;
	readonly end: number;
	/** It has a scheme. */
	readonly isUrl: boolean;
	/** See `canonicalAddress`. */
	readonly address: string;
}

/** Longer ones are not read. */
const ADDRESS_LIMIT = 2_000;

/** All words of `text` that hold a slash, in order. Takes time in proportion to the text. */
export function findAddresses(text: string): readonly AddressSpan[] {
	const spans: AddressSpan[] = [];
	let done = 0;
	for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', Math.max(done, slash + 1))) {
		let start = slash;
		while (start > done && !isDelimiter(text[start - 1])) start--;
		let end = slash;
		while (end < text.length && !isDelimiter(text[end])) end++;
		done = end;
		while (end > slash && '.,:;!?*_~'.includes(text[end - 1] ?? ' ')) end--;
		const scheme = text.slice(start, end).indexOf('://');
		// `bp:https://...`: what stands before the scheme is no part of it.
		if (scheme >= 0) start = schemeStart(text, start, start + scheme);
		if (end - start <= ADDRESS_LIMIT) {
			spans.push({ start, end, isUrl: scheme >= 0, address: canonicalAddress(text.slice(start, end)) });
		}
	}
	return spans;
}

/**
 * One spelling for what forges write in several: without scheme and user, without the branch of a file's page (`/blob/main/`, `/-/tree/x/`), and with
 * `owner/repo#381` for the pages of issues and of pull and merge requests.
 */
export function canonicalAddress(text: string): string {
	return text
		.replace(/^[A-Za-z][A-Za-z0-9+.-]*:\/\//, '')
		.replace(/^[^/@]*@/, '')
		.replace(/^raw\.githubusercontent\.com(\/[^/]+\/[^/]+)\/[^/]+\//, 'github.com$1/')
		.replace(/^(bitbucket\.org\/[^/]+\/[^/]+)\/src\/[^/]+\//, '$1/')
		.replace(/(?:\/-)?\/(?:(?:blob|tree|raw|edit|blame)|src\/(?:branch|tag|commit))\/[^/]+\//, '/')
		.replace(/(?:\/-)?\/(?:pull|pulls|issues|merge_requests|pull-requests)\/(?=\d+(?:$|[/?#]))/, '#');
}

function isDelimiter(char: string | undefined): boolean {
	return char === undefined || /[\s"'`<>()[\]{}|,;]/.test(char);
}

function schemeStart(text: string, from: number, colon: number): number {
	let start = colon;
	while (start > from && /[A-Za-z0-9+.-]/.test(text[start - 1] ?? '')) start--;
	return start;
}
