/**
 * What is loaded when it is first asked for, so that nobody waits for it at the start. It is one file, since each file that is loaded later cuts
 * what is built into smaller pieces, and many small pieces take longer to load than a few large ones.
 */
export { createComposer } from '../app/composer.ts';
export { createObjectiveSearch } from '../app/objectiveSearch.ts';
export { createObjectiveSuggestions } from '../app/objectiveSuggestions.ts';
export { askInThread, askPm, sendQuestion } from './asking.ts';
export { changesText, markChangesSeen, showChanges } from './changesCommands.ts';
export { askForCredentials } from './channelCredentials.ts';
export { showChannels } from './channelsCommand.ts';
export { doctorText } from './doctorText.ts';
export { registerQuestionThreads } from './questionThreads.ts';
export { newObjective } from './newObjectiveCommand.ts';
export { showObjectiveWork } from './objectiveWork.ts';
export { contribute, copyQuestionLink, openQuestion, openQuestionFile, replyInThread } from './questionCommands.ts';
export { recordConstraint, recordDecision } from './recordCommands.ts';
export { repositionQuestion } from './repositionQuestion.ts';
export { showOutbox } from './outboxCommand.ts';
export { tellPostWaiting } from './postWaiting.ts';
export { tellWaiting } from './proposing.ts';
export { searchObjectives } from './searchObjectives.ts';
export { connectSpecRepo, createSpecRepo, openSample } from './setupCommands.ts';
export { registerSpecWriting } from './specWriting.ts';
export { suggestObjectives } from './suggestObjectives.ts';
export { openTarget } from './targets.ts';
