import type { VNode } from 'preact';
import type { Anchorable, Sentence, SentencePart } from '../protocol/sidebar.ts';
import { press } from './presses.ts';

/** Something that opens where it has a target, and is plain text where it has none. */
export function OpenLink({ text, target, title }: Anchorable): VNode {
	if (target === undefined) return <span title={title}>{text}</span>;
	return (
		<button type="button" class="link" title={title} {...press('open', target)}>
			{text}
		</button>
	);
}

/** A sentence with its strong words, code and links. */
export function SentenceText({ sentence }: { sentence: Sentence }): VNode {
	return <>{sentence.map(part)}</>;
}

function part({ text, style, target, title }: SentencePart): VNode {
	const words = target === undefined ? <>{text}</> : <OpenLink text={text} target={target} title={title} />;
	if (style === 'strong') return <strong>{words}</strong>;
	if (style === 'code') return <code>{words}</code>;
	return words;
}
