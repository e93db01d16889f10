/** The error that says that the work was cancelled: `isCancelled` knows it. */
export function cancellation(): Error {
	return new DOMException('The work was cancelled.', 'AbortError');
}
