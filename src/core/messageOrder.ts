/** What has a place in a conversation. */
export interface OrderedMessage {
	/** The same for the same message on both sides. */
	readonly id: string;
	/** ISO 8601, UTC; absent where nobody knows. */
	readonly at?: string;
}

/**
 * The messages of both sides in one order, each once. What both have keeps the order of `ours`; between two of those the new ones of both sides go by their
 * time, and one without a time stays behind the one that it follows. Takes linear time.
 */
export function interleaved<Message extends OrderedMessage>(
	ours: readonly Message[],
	theirs: readonly Message[],
): readonly Message[] {
	const mine = new Set(ours.map(({ id }) => id));
	const others = new Set(theirs.map(({ id }) => id));
	const { first: theirFirst, behind } = newBehind(theirs, mine);
	const { first, behind: ourBehind } = newBehind(ours, others);
	const common = ours.filter(({ id }) => others.has(id));
	return [
		...byTime(first, theirFirst),
		...common.flatMap((message) => [message, ...byTime(ourBehind.get(message.id), behind.get(message.id))]),
	];
}

/** The messages that the other side does not have, by the one before them that it has. */
function newBehind<Message extends OrderedMessage>(
	messages: readonly Message[],
	other: ReadonlySet<string>,
): { readonly first: readonly Message[]; readonly behind: ReadonlyMap<string, readonly Message[]> } {
	const first: Message[] = [];
	const behind = new Map<string, Message[]>();
	let place = first;
	for (const message of messages) {
		if (other.has(message.id)) behind.set(message.id, (place = []));
		else place.push(message);
	}
	return { first, behind };
}

function byTime<Message extends OrderedMessage>(
	ours: readonly Message[] = [],
	theirs: readonly Message[] = [],
): readonly Message[] {
	const [mine, others] = [clumps(ours), clumps(theirs)];
	const merged: Message[] = [];
	for (let [our, their] = [0, 0]; our < mine.length || their < others.length;) {
		const [left, right] = [mine[our], others[their]];
		if (left && (!right || left.key <= right.key)) {
			merged.push(...left.messages);
			our++;
		} else {
			merged.push(...(right?.messages ?? []));
			their++;
		}
	}
	return merged;
}

/** Each message that has a time, with those without that follow it. */
function clumps<Message extends OrderedMessage>(
	messages: readonly Message[],
): readonly { readonly key: string; readonly messages: readonly Message[] }[] {
	const result: { key: string; messages: Message[] }[] = [];
	for (const message of messages) {
		if (message.at === undefined && result.length > 0) result.at(-1)?.messages.push(message);
		// Without a time it comes before all that have one.
		else result.push({ key: `${message.at ?? ''} ${message.id}`, messages: [message] });
	}
	return result;
}
