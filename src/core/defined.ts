/** `record` without the keys that have no value, so that absent is absent and not `undefined`. */
export function defined<Shape extends object>(
	record: Shape,
): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> } {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
		[Key in keyof Shape]?: Exclude<Shape[Key], undefined>;
	};
}
