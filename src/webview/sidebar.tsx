import type { VNode } from 'preact';
import type { Place, SidebarBody } from '../protocol/sidebar.ts';
import { Composer } from './composer.tsx';
import { Evidence } from './evidence.tsx';
import { FileSharesSection } from './fileSharesSection.tsx';
import { Knowledge } from './knowledge.tsx';
import { Loading } from './loading.tsx';
import { OtherNewsSection } from './news.tsx';
import { Notices } from './notices.tsx';
import { ObjectiveCard } from './objectiveCard.tsx';
import { OpenLink } from './openLink.tsx';
import { OtherObjectives } from './otherObjectives.tsx';
import { ELEMENTS, press } from './presses.ts';
import { Questions } from './questions.tsx';
import { Silent } from './silent.tsx';
import type { PageState } from './state.ts';
import { WorkSection } from './workSection.tsx';

/** The whole page. */
export function Sidebar({ page }: { page: PageState }): VNode {
	const { host, shown, draft } = page;
	return (
		<main id={ELEMENTS.page} tabIndex={-1}>
			<h1 class="unseen">Why this code exists</h1>
			<div class="unseen" aria-live="polite">
				{shown?.announcement || null}
			</div>
			{host ? <Notices notices={host.notices} /> : null}
			{host?.composer && draft ? <Composer view={host.composer} fields={draft.fields} /> : null}
			{shown?.place ? <PlaceLine place={shown.place} /> : null}
			{shown ? <Body body={shown.body} page={page} /> : null}
			{shown?.body.kind === 'no-file' && host?.otherNews ? (
				<>
					<h2 class="unseen">Objectives of your code</h2>
					<OtherNewsSection page={page} />
				</>
			) : null}
		</main>
	);
}

function PlaceLine({ place: { file, lines, path } }: { place: Place }): VNode {
	return (
		<p class="place" title={path}>
			<strong>{file}</strong> <span>{lines}</span>
		</p>
	);
}

function Body({ body, page }: { body: SidebarBody; page: PageState }): VNode {
	switch (body.kind) {
		case 'no-file':
			return <p class="no-file quiet">{body.text}</p>;
		case 'loading':
			return <Loading body={body} />;
		case 'silent':
			return (
				<>
					<Silent body={body} modest={page.host?.composer !== undefined} />
					<Details body={body} page={page} />
				</>
			);
		case 'linked':
			return (
				<>
					<div class="linked">
						<ObjectiveCard objective={body.objective} expanded={page.expanded} />
						<Evidence because={body.because} caveat={body.caveat} />
						<div class="buttons">
							<button
								type="button"
								// One primary button at a time: while a question is written, it has it.
								class={page.host?.composer ? 'button secondary' : 'button primary'}
								id={ELEMENTS.ask}
								{...press('ask')}
							>
								{body.askLabel}
							</button>
							<OpenButton {...body.objective.source} />
						</div>
					</div>
					<Details body={body} page={page} />
				</>
			);
	}
}

function OpenButton({ text, target, title }: { text: string; target?: string; title?: string }): VNode {
	if (target === undefined) return <OpenLink text={text} title={title} />;
	return (
		<button type="button" class="button secondary" title={title} {...press('open', target)}>
			{text}
		</button>
	);
}

function Details(props: { body: Extract<SidebarBody, { kind: 'linked' | 'silent' }>; page: PageState }): VNode {
	const { body, page } = props;
	const { questions, others, shares } = body;
	const isFolded = (name: string) => page.folded.includes(name);
	return (
		<>
			<OtherNewsSection page={page} />
			<Questions questions={questions} page={page} />
			{body.kind === 'linked' ? <Knowledge items={body.objective.knowledge} folded={isFolded('knowledge')} /> : null}
			{body.kind === 'linked' && body.objective.work ? (
				<WorkSection
					work={body.objective.work}
					folded={isFolded('work')}
					whole={page.expanded.includes(`work ${body.objective.id}`)}
					name={`work ${body.objective.id}`}
				/>
			) : null}
			<OtherObjectives others={others} folded={isFolded('others')} />
			{shares ? (
				<FileSharesSection shares={shares} folded={isFolded('file')} whole={page.expanded.includes('shares')} />
			) : null}
		</>
	);
}
