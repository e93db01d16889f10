import { defined } from './defined.ts';
import { keyResultKey } from './keyResultHistory.ts';
import type { BodyItem, KeyResult, Objective, Period } from './objective.ts';
import { plainLines } from './plainMarkdown.ts';

/**
 * What of an objective matters to those who work on its code, as plain JSON that can be kept and compared. Texts are plain text, so that a new line break
 * or a bold word is no change, and bounded: of what is longer only `rest` tells whether it is the same.
 */
export interface ObjectiveFacts {
	readonly title: string;
	/** One of ours, else the PM's own word. */
	readonly status?: string;
	readonly health?: string;
	readonly period?: Period;
	/** By line, see `plainLines`. */
	readonly why: readonly string[];
	readonly results: readonly ResultFacts[];
	readonly outOfScope: readonly string[];
	readonly constraints: readonly string[];
	readonly decisions: readonly string[];
	/** A checksum of what is beyond the limits; absent: nothing is. */
	readonly rest?: number;
}

/** What a key result promises; how far it has come is no change of it. */
export interface ResultFacts {
	/** See `keyResultKey`. */
	readonly key: string;
	readonly metric: string;
	readonly unit?: string;
	readonly target?: number;
}

/** In characters. */
const WHY_LENGTH = 4_000;
const ITEM_LENGTH = 600;
const LINE_LENGTH = 300;
/** Items of each list. */
const ITEMS = 40;

export function objectiveFacts(objective: Objective): ObjectiveFacts {
	const { title, status, statusText, health, healthText, period, why, keyResults } = objective;
	const { outOfScope, constraints, decisions } = objective;
	const lists = [outOfScope, constraints, decisions];
	const beyond = [
		why.slice(WHY_LENGTH),
		...lists.flatMap((items) => [
			...items.slice(0, ITEMS).map(({ markdown }) => markdown.slice(ITEM_LENGTH)),
			...items.slice(ITEMS).map(({ markdown }) => markdown),
		]),
		...keyResults.slice(ITEMS).map((result) => JSON.stringify(resultFacts(result))),
	].join('');
	return {
		title: title.slice(0, LINE_LENGTH),
		...defined({
			status: status ?? statusText?.slice(0, LINE_LENGTH),
			health: health ?? healthText?.slice(0, LINE_LENGTH),
			period,
			rest: beyond === '' ? undefined : checksum(beyond),
		}),
		why: plainLines(why.slice(0, WHY_LENGTH)),
		results: keyResults.slice(0, ITEMS).map(resultFacts),
		outOfScope: itemTexts(outOfScope),
		constraints: itemTexts(constraints),
		decisions: itemTexts(decisions),
	};
}

function resultFacts(result: KeyResult): ResultFacts {
	const { metric, unit, target } = result;
	const key = keyResultKey(result).slice(0, LINE_LENGTH);
	return { key, metric: metric.slice(0, LINE_LENGTH), ...defined({ unit: unit?.slice(0, LINE_LENGTH), target }) };
}

function itemTexts(items: readonly BodyItem[]): readonly string[] {
	const texts = items.slice(0, ITEMS).map(({ markdown }) => itemText(markdown));
	return texts.filter((text) => text !== '');
}

/** An item of Markdown as it stands among the facts. */
export function itemText(markdown: string): string {
	return plainLines(markdown.slice(0, ITEM_LENGTH)).join(' ');
}

/** FNV-1a. */
function checksum(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return hash >>> 0;
}

/** Whether a value that was kept somewhere has the shape of `ObjectiveFacts`. */
export function isObjectiveFacts(value: unknown): value is ObjectiveFacts {
	if (!isRecord(value)) return false;
	const { title, status, health, period, why, results, outOfScope, constraints, decisions, rest } = value;
	return (
		typeof title === 'string' &&
		[status, health].every(isTextOrAbsent) &&
		(period === undefined ||
			(isRecord(period) && ['text', 'start', 'due'].every((key) => isTextOrAbsent(period[key])))) &&
		[why, outOfScope, constraints, decisions].every(isTexts) &&
		Array.isArray(results) &&
		results.every(isResultFacts) &&
		isNumberOrAbsent(rest)
	);
}

function isResultFacts(value: unknown): boolean {
	if (!isRecord(value)) return false;
	const { key, metric, unit, target } = value;
	return typeof key === 'string' && typeof metric === 'string' && isTextOrAbsent(unit) && isNumberOrAbsent(target);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isTextOrAbsent = (value: unknown) => value === undefined || typeof value === 'string';
const isNumberOrAbsent = (value: unknown) => value === undefined || typeof value === 'number';
const isTexts = (value: unknown) => Array.isArray(value) && value.every((text) => typeof text === 'string');
