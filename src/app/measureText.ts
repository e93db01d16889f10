import { readField } from '../core/fieldSchema.ts';
import { defined } from '../core/defined.ts';
import type { KeyResult } from '../core/objective.ts';
import { KEY_RESULT_FIELDS } from '../core/objectiveSchema.ts';

/** How an objective is measured, as a person says it in one line. */
export type Measure = Pick<KeyResult, 'metric' | 'unit' | 'baseline' | 'target'>;

/**
 * Reads `Checkout completion: 61 % -> 70 %`, with `->`, `→` or `to` between the numbers; a line without numbers to compare is a metric alone.
 * Undefined for nothing, and where there is an arrow with something else than two numbers around it.
 */
export function parseMeasure(text: string): Measure | undefined {
	const line = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
	if (line === '') return undefined;
	const { left, right } = /^(?<left>.*?) ?(?:->|=>|→) ?(?<right>.*)$/.exec(line)?.groups ?? {};
	if (left !== undefined && right !== undefined) return readNumbers(left, right);
	const words = /^(?<left>.*\d.*) to (?<right>\S*\d.*)$/.exec(line)?.groups;
	return (words && readNumbers(words['left'] ?? '', words['right'] ?? '')) ?? { metric: line };
}

const LONGEST = 300;

function readNumbers(left: string, right: string): Measure | undefined {
	const target = readField(KEY_RESULT_FIELDS.target, right);
	const { metric = '', from = '' } =
		/^(?<metric>.*?)[ :,]+(?<from>[^\s\d:,]?[^\s:,]*\d[^:]*)$/.exec(left)?.groups ?? {};
	const baseline = readField(KEY_RESULT_FIELDS.baseline, from.replace(/^from /, ''));
	if (target === undefined || baseline === undefined || metric === '') return undefined;
	return {
		metric: metric.replace(/[ :,]+(?:from)?$/, ''),
		...defined({ unit: unitOf(right) ?? unitOf(from) }),
		baseline,
		target,
	};
}

/** What stands around the number, save a factor. */
function unitOf(number: string): string | undefined {
	const rest = number.replace(/[\d.,_' ]*\d[\d.,]*/, '').replace(/^[+−-]/, '');
	const unit = rest.replace(/^ ?[kM](?![\p{L}/])/u, '').trim();
	return unit === '' ? undefined : unit;
}
