import type { VNode } from 'preact';
import type { ChangeView, DifferencePart, NewsView } from '../protocol/news.ts';
import { OpenLink } from './openLink.tsx';
import { press } from './presses.ts';
import { Section } from './section.tsx';
import { MoreButton, shortened } from './shortened.tsx';
import type { PageState } from './state.ts';

const LIMIT = 6;

/** What the PM changed of the objective since the user looked: read once, then out of the way. */
export function News({ news, name, whole }: { news: NewsView; name: string; whole: boolean }): VNode {
	const { since, changes, target } = news;
	return (
		<section class="news" aria-labelledby="news">
			<div class="news-head small">
				<h3 id="news">
					Changed since you looked <span class="quiet">{since}</span>
				</h3>
				<button
					type="button"
					class="button secondary"
					title="Mark these changes as seen"
					{...press('seenChanges', target)}
				>
					Seen
				</button>
			</div>
			<dl>
				{shortened(changes, { limit: LIMIT, whole }).map((change) => (
					<Change change={change} />
				))}
			</dl>
			<MoreButton name={name} total={changes.length} limit={LIMIT} whole={whole} noun="changes" />
		</section>
	);
}

function Change({ change: { label, differences } }: { change: ChangeView }): VNode {
	return (
		<div class="change">
			<dt>{label}</dt>
			{differences.map((difference) => (
				<dd>{difference.map(part)}</dd>
			))}
		</div>
	);
}

/** The elements say it to those who do not see the colours; their styles say it in words to screen readers. */
function part({ text, kind }: DifferencePart): VNode {
	if (kind === 'added') return <ins>{text}</ins>;
	return kind === 'removed' ? <del>{text}</del> : <>{text}</>;
}

/** The other objectives of the user's code with news; each opens its difference. */
export function OtherNewsSection({ page }: { page: PageState }): VNode | null {
	const news = page.host?.otherNews ?? [];
	if (news.length === 0) return null;
	const whole = page.expanded.includes('news');
	return (
		<Section name="news" title="Also changed" count={news.length} folded={page.folded.includes('news')}>
			<ul class="rows">
				{shortened(news, { limit: LIMIT, whole }).map(({ id, title, note, target }) => (
					<li class="row" key={target}>
						<div class="row-text">
							<div class="row-head">
								<OpenLink text={title} target={target} title={`Show what changed in ${id}`} />
								<span class="id">{id}</span>
							</div>
							<div class="row-head news-note">
								<span class="quiet">{note}</span>
								<button
									type="button"
									class="link"
									aria-label={`Seen: ${title}`}
									title={`Mark the changes of ${id} as seen`}
									{...press('seenChanges', target)}
								>
									Seen
								</button>
							</div>
						</div>
					</li>
				))}
			</ul>
			<MoreButton name="news" total={news.length} limit={LIMIT} whole={whole} noun="changed objectives" />
		</Section>
	);
}
