import type { VNode } from 'preact';
import type { KnowledgeView } from '../protocol/sidebar.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './iconPaths.ts';
import { Markdown } from './markdown.tsx';
import { OpenLink } from './openLink.tsx';
import { press, recordArg } from './presses.ts';
import { Section } from './section.tsx';

const KINDS = {
	'constraint': { word: 'Constraint', plural: 'constraints', icon: 'lock' },
	'decision': { word: 'Decision', plural: 'decisions', icon: 'law' },
	'out-of-scope': { word: 'Out of scope', plural: 'scope', icon: 'circleSlash' },
	'open-point': { word: 'Open', plural: 'open points', icon: 'comment' },
} as const satisfies Record<KnowledgeView['kind'], { word: string; plural: string; icon: IconName }>;

/** What the objective's file says besides the why: what was left open, constraints, decisions and what is out of scope, each with its source. */
export function Knowledge({ items, folded }: { items: readonly KnowledgeView[]; folded: boolean }): VNode | null {
	if (items.length === 0) return null;
	// Where all are of one kind, the title says it.
	const isMixed = items.some(({ kind }) => kind !== items[0]?.kind);
	return (
		<Section name="knowledge" title={titleOf(items)} count={items.length} folded={folded}>
			<ul class="rows">
				{items.map(({ kind, markdown, source, note, links = [], commit }) => (
					<li class="row">
						<Icon name={KINDS[kind].icon} tone="soft" />
						<div class="row-text">
							{commit ? <Plain text={markdown} /> : <Markdown text={markdown} />}
							<div class="facts-list source quiet">
								{isMixed ? <span>{KINDS[kind].word}</span> : null}
								{kind === 'open-point' ? <AskButton text={markdown} /> : null}
								{note ? <span class="note">{note}</span> : null}
								{links.map((link) => (
									<span>
										<OpenLink {...link} />
									</span>
								))}
								{commit ? (
									<span>
										<button
											type="button"
											class="link"
											title="Put it into the objective's file"
											{...press('record', recordArg(commit))}
										>
											Record in objective
										</button>
									</span>
								) : null}
								<span class="file">
									<OpenLink {...source} />
								</span>
							</div>
						</div>
					</li>
				))}
			</ul>
		</Section>
	);
}

/** A commit's words are no markup. */
function Plain({ text }: { text: string }): VNode {
	return (
		<div class="markdown">
			<p>{text}</p>
		</div>
	);
}

function AskButton({ text }: { text: string }): VNode {
	return (
		<span>
			<button type="button" class="link" {...press('ask', text)}>
				Ask PM
			</button>
		</span>
	);
}

/** `Constraints and decisions`: the kinds that there are. */
function titleOf(items: readonly KnowledgeView[]): string {
	const kinds = (['open-point', 'constraint', 'decision', 'out-of-scope'] as const).filter((kind) =>
		items.some((item) => item.kind === kind),
	);
	const words = kinds.map((kind) => KINDS[kind].plural);
	const last = words.at(-1) ?? '';
	if (words.length === 1 && last === KINDS['out-of-scope'].plural) return KINDS['out-of-scope'].word;
	const title = words.length === 2 ? words.join(' and ') : words.join(', ');
	return title.charAt(0).toUpperCase() + title.slice(1);
}
