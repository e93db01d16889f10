import type { NewIssue, Notice } from './issueTracker.ts';

/**
 * What goes to a channel, exactly as it was shown before. `place` is `channelPlace` of the channel that the user agreed to: where tandem.yml has come to name
 * another place since, nothing is sent.
 */
export type ChannelPost = { readonly place: string } & (
	| { readonly what: 'question'; readonly issue: NewIssue }
	/** `question` is the marker of the question's issue. */
	| { readonly what: 'comment'; readonly question: string; readonly marker: string; readonly markdown: string }
	| { readonly what: 'closed' | 'open'; readonly question: string }
	| { readonly what: 'notice'; readonly notice: Notice }
);
