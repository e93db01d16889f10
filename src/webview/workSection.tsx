import type { VNode } from 'preact';
import type { WorkView } from '../protocol/figures.ts';
import { Icon } from './icon.tsx';
import { OpenLink } from './openLink.tsx';
import { Section } from './section.tsx';
import { MoreButton, shortened } from './shortened.tsx';
import { WeekBars } from './sparklines.tsx';

const LIMIT = 5;

/** What the code's whole history says of the objective: when, who, and where. */
export function WorkSection(props: { work: WorkView; name: string; folded: boolean; whole: boolean }): VNode {
	const { work, name, folded, whole } = props;
	const { remark, facts, people, weeks, files } = work;
	return (
		<Section name="work" title="Work in the code" folded={folded}>
			<div class="work">
				{remark ? (
					<p class="remark">
						<Icon name="info" tone="incomplete" />
						<span>{remark}</span>
					</p>
				) : null}
				{weeks ? <WeekBars weeks={weeks} /> : null}
				<p>{facts.join(' · ')}</p>
				{people ? <p class="quiet">{people}</p> : null}
			</div>
			{files.length > 0 ? (
				<ul class="work-files" aria-label="Files with most work">
					{shortened(files, { limit: LIMIT, whole }).map((file) => (
						<li>
							<span class="work-file">
								<OpenLink
									text={file.name}
									target={file.target}
									title={file.folder === '' ? file.name : `${file.folder}/${file.name}`}
								/>
								<span class="quiet">{file.folder}</span>
							</span>
							<span class="legend-value">{file.note}</span>
						</li>
					))}
				</ul>
			) : null}
			<MoreButton name={name} total={files.length} limit={LIMIT} whole={whole} noun="files" />
		</Section>
	);
}
