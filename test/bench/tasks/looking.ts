import { explainFile } from '../../../src/app/fileExplanation.ts';
import { sidebarState } from '../../../src/app/sidebarState.ts';
import type { CodeDocument } from '../../../src/app/why.ts';
import { seeded } from '../../support/randomHistory.ts';
import { type BenchRepo, hotFiles } from '../benchRepos.ts';
import { makeBenchWorkspace } from '../benchWorkspace.ts';
import { openTandem, type OpenTandem } from '../openTandem.ts';
import { stopwatch } from '../stopwatch.ts';

const FILES = 30;
const QUESTIONS = 100_000;
const MOVES = 5000;

/** An engineer moves through files whose history is known: which objectives the line has, and what the sidebar is told. */
export async function looking(place: BenchRepo & { readonly scratch: string; readonly worker: string }) {
	const workspace = await makeBenchWorkspace(place, place.scratch);
	const open = openTandem(workspace, `${place.scratch}/storage`, place.worker);
	const documents = hotFiles(place.root)
		.slice(0, FILES)
		.map(([path]) => open.document(path));
	for (const document of documents) await open.known(document);
	const random = seeded(11);
	const anyPlace = () => {
		const document = documents[Math.floor(random() * documents.length)] ?? fail();
		return { document, line: 1 + Math.floor(random() * (document.lines().length - 1)) };
	};
	const line = lineTimes(open, anyPlace);
	const fresh = await firstTimes(open, documents);
	const sidebar = sidebarTimes(open, anyPlace);
	open.tandem.dispose();
	return {
		lineP50: percentile(line.times, 50),
		lineP99: percentile(line.times, 99),
		linked: line.linked / QUESTIONS,
		freshP99: percentile(fresh, 99),
		sidebarP50: percentile(sidebar, 50),
		sidebarP99: percentile(sidebar, 99),
		sidebarWorst: percentile(sidebar, 100),
	};
}

type AnyPlace = () => { readonly document: CodeDocument; readonly line: number };

function lineTimes({ tandem }: OpenTandem, anyPlace: AnyPlace) {
	const times = new Float64Array(QUESTIONS);
	let linked = 0;
	for (let at = 0; at < QUESTIONS; at++) {
		const { document, line } = anyPlace();
		const passed = stopwatch();
		const why = tandem.why.explain(document);
		const answer = why.kind === 'known' ? why.explanation.answer(line) : fail();
		const objectives = answer.kind === 'linked' ? answer.links.map(({ objective }) => objective) : [];
		times[at] = passed();
		if (objectives.length > 0) linked++;
	}
	return { times, linked };
}

/** Each line once, in explanations that nobody has asked anything yet. */
async function firstTimes(
	{ tandem, known }: OpenTandem,
	documents: readonly CodeDocument[],
): Promise<readonly number[]> {
	const times: number[] = [];
	for (const document of documents) {
		const { path, context, store, snapshot, history } = await known(document);
		const rules = await tandem.why.rulesFor(context, store, snapshot);
		const lines = document.lines();
		const explanation = explainFile({ path, lines, rules, head: context.head, history });
		for (let line = 1; line <= lines.length; line++) {
			const passed = stopwatch();
			explanation.answer(line);
			times.push(passed());
		}
	}
	return times;
}

/** As the sidebar does it at each move of the cursor, up to the message to its page. */
function sidebarTimes({ tandem }: OpenTandem, anyPlace: AnyPlace): Float64Array {
	const times = new Float64Array(MOVES);
	let sent = '';
	for (let at = 0; at < MOVES; at++) {
		const { document, line } = anyPlace();
		const passed = stopwatch();
		const why = tandem.why.explain(document);
		const state = sidebarState(
			{
				place: { osPath: document.osPath, lines: { first: line, last: line } },
				why,
				questions: why.kind === 'known' ? tandem.questions(why.store) : [],
				waiting: { count: 0, failed: false, signIn: false },
				history: tandem.history,
				trends: tandem.trends,
				now: Date.now(),
			},
			at,
		);
		const content = JSON.stringify({ ...state, revision: 0 });
		// What is posted is written as JSON once more by the editor.
		if (content !== sent) sent = JSON.stringify({ type: 'state', state }) && content;
		times[at] = passed();
	}
	return times;
}

/** The value below which that many of a hundred are. */
function percentile(values: ArrayLike<number>, hundredths: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * hundredths) / 100) - 1)] ?? Number.NaN;
}

function fail(): never {
	throw new Error('what was known is not known any more');
}
