import type { Problem, ProblemCode, ProblemFacts } from '../core/problem.ts';

/** One problem as a sentence for the person who can mend it: what is wrong, and what to do next. Without the file's name. */
export function problemText(problem: Problem): string {
	const sentence = SENTENCES[problem.code] as (facts: Problem['facts']) => string;
	return sentence(problem.facts);
}

const SENTENCES: { readonly [Code in ProblemCode]: (facts: Readonly<ProblemFacts[Code]>) => string } = {
	'file.too-large': ({ bytes, limit }) =>
		`This file has ${megabytes(bytes)} MB and is not read. Keep it below ${megabytes(limit)} MB, for instance by moving attachments out.`,
	'file.binary': () => 'This is no text file and is not read. Save it as Markdown, in UTF-8.',
	'file.encoding': () => 'This file is not in UTF-8, so some of its characters may be wrong. Save it in UTF-8.',
	'front-matter.unclosed': () => 'The block at the top has no end. Put a line with only --- below its last key.',
	'yaml.syntax': ({ message }) => `This cannot be read as written: ${message}.`,
	'yaml.too-complex': ({ message }) => `The block of keys is not read: ${message}. Keep it to a page of plain keys.`,
	'objective.no-id': () =>
		'This objective has no id. Add a line such as "id: CHK-1" at the top, between two lines of ---.',
	'objective.no-title': ({ id }) =>
		`${id} has no title, so the file's name stands for it. Add a line such as "title: Cut checkout abandonment".`,
	'id.duplicate': ({ id, other }) =>
		`${id} is also the id of ${other}, which is shown instead. Give one of the two another id.`,
	'id.invalid': ({ id }) => `"${id}" cannot be an id. Use letters, digits, - and _ without spaces, such as CHK-1.`,
	'key.unknown': ({ key, suggestion }) =>
		suggestion === ''
			? `"${key}" is not a key of Tandem's. It is kept and not shown.`
			: `"${key}" is not a key of Tandem's. Did you mean "${suggestion}"?`,
	'value.invalid': ({ key, found, expected, example }) =>
		`"${key}: ${found}" is not understood. Write ${expected}, for example: ${example}`,
	'value.unfilled': ({ key, found }) =>
		`"${key}: ${found}" is still what the template says. Fill it in, or take the line out.`,
	'value.disagrees': ({ key, taken, other }) =>
		`This file says two things about its ${key}: "${taken}", which counts, and "${other}". Correct one of them.`,
	'objective.moved': ({ id, to }) =>
		to === '' ? `${id} has moved to another place.` : `${id} has moved to ${to}. Connect that spec repo to see it.`,
	'objective.superseded': ({ id, by }) => `${id} was superseded by ${by}. Name that one in new commits.`,
	'objective.older-edition': ({ id, newer }) =>
		`${id} was carried on in ${newer}, which is shown. This is the older edition.`,
	'parent.unknown': ({ parent }) => `There is no objective ${parent}. Correct the parent, or add the objective.`,
	'parent.cycle': ({ ids }) => `These objectives are each other's parents: ${ids}. Remove one of the parent lines.`,
	'supersedes.unknown': ({ id }) => `There is no objective ${id}. Correct it, or take it out of "supersedes".`,
	'person.unknown': ({ person, suggestion }) =>
		suggestion === ''
			? `"${person}" is not among the people of tandem.yml. Add a line there, so that questions reach somebody.`
			: `"${person}" is not among the people of tandem.yml. Did you mean "${suggestion}"?`,
	'key-result.no-baseline': ({ metric }) =>
		`"${metric}" has a target and no baseline, so nobody can tell how far it is. Add a line such as "baseline: 61".`,
	'key-result.no-change': ({ metric, value }) =>
		`"${metric}" has ${value} both as its baseline and as its target. Correct one of the two.`,
	'link.dead': ({ link, suggestion }) =>
		suggestion === ''
			? `There is no file ${link} in the spec repo. Correct the link, or add the file.`
			: `There is no file ${link} in the spec repo. Did you mean ${suggestion}?`,
	'pattern.invalid': ({ pattern, reason }) => `The pattern "${pattern}" ${reason}.`,
	'pattern.unmatched': ({ pattern, repos }) =>
		`The pattern "${pattern}" matches no file of ${repos}. Correct it, or leave it until the code is there.`,
	'config.unreadable': ({ message }) =>
		`The settings of the spec repo cannot be read, so the defaults hold: ${message}.`,
	'question.conflict': () =>
		'A merge conflict was committed in this file, and both sides are read. Take the lines of <<<<<<<, ======= and >>>>>>> out.',
	'question.no-answer-heading': ({ words }) =>
		words === 'surely'
			? 'These words stand where nobody sees that they answer the question. If they do, add a line "## Answer" above them.'
			: 'The line "## Answer" is gone from this question. Add it again, above the answer if there is one.',
	'question.no-id': () =>
		'This question has no id, so the file\'s name stands for it. Add a line such as "id: q-7f3k2a" at the top.',
	'question.no-objective': () => 'This question names no objective. Add a line such as "objective: CHK-1" at the top.',
	'question.unknown-objective': ({ objective }) =>
		`There is no objective ${objective}. Correct the line "objective:" of this question, or add the objective.`,
	'spec.too-many-files': ({ limit, found }) =>
		`The spec repo has ${found} files for Tandem; the first ${limit} are read. Narrow "files:" in tandem.yml.`,
};

function megabytes(bytes: number): string {
	return String(Math.round((bytes / (1024 * 1024)) * 10) / 10);
}
