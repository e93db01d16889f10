import type { ImportedHistory } from '../importedHistory.ts';
import type { Step } from '../history.ts';
import { checkoutGoals } from './checkoutGoals.ts';
import { deliveryGoals } from './deliveryGoals.ts';
import { findGoals } from './findGoals.ts';
import { ground } from './ground.ts';
import { moneyGoals } from './moneyGoals.ts';
import { questions } from './questions.ts';
import { questionSteps } from './questionFile.ts';

/** The spec repo's history, oldest first. It speaks of commits of the shop, so the shop has to be there before. */
export function specHistory(shop: ImportedHistory): readonly Step[] {
	const steps = [
		...ground,
		...checkoutGoals(shop.hashOf),
		...moneyGoals(shop.hashOf),
		...findGoals,
		...deliveryGoals,
		...questions.flatMap((question) => questionSteps(question, shop.headAt(question.at))),
	];
	return steps.sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}
