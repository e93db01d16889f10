import type { VNode } from 'preact';
import type { TrendView, WorkView } from '../protocol/figures.ts';

/** The way of a key result as a line; where nothing is known it is interrupted. */
export function TrendLine(props: { trend: TrendView; metric: string; reached: boolean }): VNode {
	const { trend, metric, reached } = props;
	const point = ([x, y]: readonly [number, number]) => `${onScale(x)} ${onScale(1 - y)}`;
	const last = trend.stretches.at(-1)?.at(-1);
	return (
		<svg class={reached ? 'trend reached' : 'trend'} viewBox="0 0 100 100" preserveAspectRatio="none" role="img">
			<title>{`${metric}: ${trend.label}`}</title>
			{/* One point alone is a line without a length, whose round ends are seen. */}
			<path d={trend.stretches.map((points) => `M${points.map(point).join('L')}${points[1] ? '' : 'h0'}`).join('')} />
			{last ? <path class="now" d={`M${point(last)}h0`} /> : null}
		</svg>
	);
}

/** 0 to 1 as it is written into a drawing of a hundred. */
function onScale(share: number): number {
	return Math.round(share * 1000) / 10;
}

/** Commits per week as bars; a week with any has one that can be seen. */
export function WeekBars({ weeks: { counts, from, to, label } }: { weeks: NonNullable<WorkView['weeks']> }): VNode {
	const most = Math.max(...counts, 1);
	const bar = (count: number, index: number) => {
		const height = Math.max(10, Math.round((count / most) * 100));
		return count === 0 ? '' : `M${index}.1 100v-${height}h.8v${height}z`;
	};
	return (
		<div class="weeks">
			<svg viewBox={`0 0 ${counts.length} 100`} preserveAspectRatio="none" role="img">
				<title>{label}</title>
				<path d={counts.map(bar).join('')} />
			</svg>
			<div class="weeks-ends quiet" aria-hidden="true">
				<span>{from}</span>
				<span>{to}</span>
			</div>
		</div>
	);
}
