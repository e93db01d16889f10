import type { RepoContext } from '../app/codeContexts.ts';
import { doctorReport } from '../app/doctor.ts';
import type { DoctorReport } from '../app/doctor.ts';
import type { SpecStore } from '../app/specStore.ts';
import { exitCodeOf } from './answer.ts';
import type { Answer } from './answer.ts';
import { reasonOf } from './cannotKnow.ts';
import { incompleteSpec } from './incomplete.ts';
import type { DoctorJson } from './json.ts';
import { doctorText } from './listText.ts';
import type { ReadSpec, Session } from './session.ts';
import { terminalText } from './terminalText.ts';
import { jsonText, toCodeJson, toSpecJson } from './toJson.ts';

/** `tandem doctor`: whatever fails is part of the report. */
export async function doctorCommand(session: Session, host: string): Promise<Answer> {
	const { machine } = session;
	const code = await attempt(() => session.codeRepo());
	const spec = await attempt(() => session.readSpec(code.value));
	const specs = await session.specs();
	const report = doctorReport({
		host,
		git: await machine.gitVersion(),
		trusted: true,
		repos: code.value ? [code.value] : [],
		specs,
		probes: session.offline ? new Map() : await probe(session, specs),
		histories: new Map(),
		outbox: [],
		now: machine.ports.clock.now(),
	});
	// That no spec repo is set is known.
	const failures = [code.failed, spec.failed].filter((failed) => failed && failed.kind !== 'not-configured');
	const notes = [
		...new Set(failures.flatMap((failed) => failed?.reason ?? [])),
		...(spec.value ? incompleteSpec(spec.value) : []),
	];
	return {
		exitCode: code.failed ? 2 : exitCodeOf((spec.value?.snapshot.objectives.length ?? 0) > 0, notes),
		notes,
		text: () => doctorText(report),
		json: () => [jsonText(toJson(report, code.value, spec.value), '\t')],
	};
}

interface Attempt<Value> {
	readonly value?: Value;
	readonly failed?: { readonly kind: string; readonly reason: string };
}

async function attempt<Value>(work: () => Promise<Value>): Promise<Attempt<Value>> {
	try {
		return { value: await work() };
	} catch (error) {
		const failed = reasonOf(error);
		if (!failed) throw error;
		return { failed };
	}
}

/** What the addresses of failing spec repos answer when asked without git. */
async function probe({ machine }: Session, specs: readonly SpecStore[]): Promise<ReadonlyMap<string, string>> {
	const answers = new Map<string, string>();
	for (const { source, state } of specs) {
		const { kind } = state();
		if (source.address.kind !== 'remote' || (kind !== 'failed' && kind !== 'stale')) continue;
		const answer = await machine.probe(source.address.url);
		if (answer) answers.set(source.label, answer);
	}
	return answers;
}

function toJson({ sections }: DoctorReport, code: RepoContext | undefined, spec: ReadSpec | undefined): DoctorJson {
	return {
		tandem: 1,
		command: 'doctor',
		code: code && toCodeJson(code),
		spec: spec && toSpecJson(spec),
		sections: sections.map(({ title, checks }) => ({
			title,
			checks: checks.map(({ status, text, next }) => ({
				status,
				text: terminalText(text),
				next: next && terminalText(next),
			})),
		})),
	};
}
