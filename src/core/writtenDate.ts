/** A text without the date at its end. `at` is ISO 8601, UTC; absent where people read the date in different ways (`03/11/2026`). */
export interface DatedText {
	readonly rest: string;
	readonly at?: string;
	/** It says a time of day as well. */
	readonly timed: boolean;
}

/** Takes the date off the end of one short line: `Maria, 3 November 2026`, `(2026-11-03)`, `2026-11-03 9:12 UTC`. Undefined where there is none. */
export function splitDate(line: string): DatedText | undefined {
	for (const form of FORMS) {
		const match = form.exec(line);
		const { lead = '', year, month = '', day, hour, minute = '', second = '00', half } = match?.groups ?? {};
		if (!match || (match.index > 0 && lead === '')) continue;
		const rest = line.slice(0, match.index).trim();
		if (year === undefined || day === undefined) return { rest, timed: false };
		const number = /^\d/.test(month) ? Number(month) : monthOf(month);
		const isDay = number >= 1 && number <= 12 && Number(day) >= 1 && Number(day) <= 31;
		const isTime = Number(hour ?? 0) <= 23 && Number(minute) <= 59 && Number(second) <= 59;
		if (!isDay || !isTime) continue;
		// A time of the morning or the afternoon is one of a place that nobody knows.
		const timed = hour !== undefined && half === undefined;
		const time = timed ? `${two(hour)}:${minute}:${second}` : '00:00:00';
		return { rest, at: `${year}-${two(number)}-${two(day)}T${time}Z`, timed };
	}
	return undefined;
}

const FORMS = [
	/(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})/,
	/(?<day>\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?(?<month>[a-z]{3,9})\.?,? (?<year>\d{4})/,
	/(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})/,
	/\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})/,
].map(
	({ source }) =>
		new RegExp(
			`(?<lead>[\\s,;—–-]{0,4}\\(?(?:on |at )?)${source}(?:(?:,? (?:at )?|T)(?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d))?(?<half> ?[ap]\\.?m\\.?)?)? ?(?:UTC|Z)?\\)?$`,
			'i',
		),
);

const MONTHS = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december',
];

function monthOf(word: string): number {
	return MONTHS.findIndex((month) => month.startsWith(word.toLowerCase())) + 1;
}

function two(number: string | number): string {
	return String(number).padStart(2, '0');
}
