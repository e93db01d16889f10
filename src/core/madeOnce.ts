/** Makes with the first call what all later calls share: for what takes long to make, and is not needed while the window opens. */
export function madeOnce<Value extends object>(make: () => Value): () => Value {
	let made: Value | undefined;
	return () => (made ??= make());
}
