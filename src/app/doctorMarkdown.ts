import type { DoctorReport } from './doctor.ts';

/** The report as Markdown; content of repositories stands in it as text. */
export function doctorMarkdown(report: DoctorReport): string {
	const marks = { ok: '✓', note: '·', warning: '!', error: '✗' };
	const lines = report.sections.flatMap(({ title, checks }) => [
		'',
		`## ${escapeMarkdown(title)}`,
		'',
		...checks.map(
			({ status, text, next }) =>
				`- ${marks[status]} ${escapeMarkdown(text)}${next ? `  \n  → ${escapeMarkdown(next)}` : ''}`,
		),
	]);
	return ['# Tandem: Doctor', ...lines, ''].join('\n');
}

/** Text that is no markup in a Markdown document, on one line. */
export function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*_{}[\]<>#|~&]/g, '\\$&').replace(/\s+/g, ' ');
}
