import { headingWords } from './markdownLines.ts';

/** Whether a text stands where something could be said, and says that there is nothing: `None yet`, `n/a`. */
export function saysNothing(text: string): boolean {
	return NOTHING.test(headingWords(text.slice(0, 100)));
}

const NOTHING =
	/^(?:none|nothing|n a|tbd|todo|to be (?:determined|decided|defined)|no (?:constraints|decisions|trade offs))(?: (?:yet|so far|known|for now|at the moment))*$/;
