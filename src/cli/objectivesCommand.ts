import { exitCodeOf } from './answer.ts';
import type { Answer } from './answer.ts';
import { incompleteSpec } from './incomplete.ts';
import type { ObjectivesJson } from './json.ts';
import { objectivesText } from './listText.ts';
import type { Session } from './session.ts';
import { jsonText, toCodeJson, toObjectiveJson, toSpecJson } from './toJson.ts';

/** `tandem objectives` */
export async function objectivesCommand(session: Session): Promise<Answer> {
	const context = await session.codeRepo();
	const spec = await session.readSpec(context);
	const { objectives } = spec.snapshot;
	const notes = incompleteSpec(spec);
	const toJson = (): ObjectivesJson => ({
		tandem: 1,
		command: 'objectives',
		code: context && toCodeJson(context),
		spec: toSpecJson(spec),
		objectives: objectives.map((objective) => toObjectiveJson(objective, spec.snapshot)),
	});
	return {
		exitCode: exitCodeOf(objectives.length > 0, notes),
		notes,
		text: () => objectivesText(objectives),
		json: () => [jsonText(toJson(), '\t')],
	};
}
