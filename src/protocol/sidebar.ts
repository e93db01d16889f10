/**
 * What crosses between the extension and the sidebar's page: plain JSON, whole states, never deltas.
 * All sentences are made before they cross; the page only lays them out. Markdown fields are text from a repository: the page renders them as text
 * with a small set of elements, never as markup of its own.
 */

import type { SecretNote } from './secretNotes.ts';
import type { FileShares, TrendView, WorkView } from './figures.ts';
import type { NewsView, OtherNews } from './news.ts';

export type HealthName = 'on-track' | 'at-risk' | 'off-track';

/** Something that can be clicked; `target` is opaque to the page and sent back in `{type: 'open', target}`. */
export interface Anchorable {
	readonly text: string;
	readonly target?: string;
	/** For the tooltip and the screen reader. */
	readonly title?: string;
}

/** A sentence of parts: plain, strong, code, or a link. */
export interface SentencePart {
	readonly text: string;
	readonly style?: 'strong' | 'code';
	readonly target?: string;
	readonly title?: string;
}
export type Sentence = readonly SentencePart[];

export interface KeyResultView {
	readonly metric: string;
	/** `64.5 %`; absent: not measured yet. */
	readonly current?: string;
	/** `70 %` */
	readonly target?: string;
	/** `from 61 %`, `+3.5 since July`, `reached`, `not measured yet` in parts. */
	readonly note?: string;
	/** 0 to 1, how far from baseline to target; absent where it cannot be said. */
	readonly progress?: number;
	readonly reached: boolean;
	/** Absent: it never moved, or its history is not known. */
	readonly trend?: TrendView;
	/** The whole in words, for screen readers. */
	readonly label: string;
}

export interface QuestionView {
	readonly id: string;
	readonly title: string;
	readonly state: 'open' | 'answered' | 'resolved' | 'waiting';
	/** `open 2 d`, `answered yesterday`, `waits to be sent` */
	readonly note: string;
	/** An answer that was not looked at yet. */
	readonly unread: boolean;
	/** The conversation, oldest first. */
	readonly messages: readonly MessageView[];
	readonly askedBy?: string;
	readonly whyItMatters?: string;
	/** Code place: `retry.ts:40-43` */
	readonly place?: Anchorable;
	/** The quoted code, where it is not in the code any more. */
	readonly goneCode?: string;
	/** Its code is gone: the person may say where it belongs now. */
	readonly canReposition?: boolean;
	/** The file in the spec repo. */
	readonly file?: Anchorable;
	/** What the person may do now. */
	readonly canResolve: boolean;
	readonly canReopen: boolean;
	/** What was decided in it may be recorded. */
	readonly canDecide: boolean;
	/** Why it was not sent; with state `waiting` only. */
	readonly failure?: string;
}

export interface MessageView {
	readonly kind: 'answer' | 'reply' | 'resolved' | 'reopened';
	/** `Maria Lopez`, or `Answer` where the file does not say who. */
	readonly author: string;
	/** `3 days ago`; empty where the file does not say. */
	readonly when: string;
	readonly markdown: string;
}

export interface KnowledgeView {
	/** `open-point`: what the author left open, so that somebody has to ask. */
	readonly kind: 'constraint' | 'decision' | 'out-of-scope' | 'open-point';
	readonly markdown: string;
	readonly source: Anchorable;
	/** `Maria Lopez and Ana Ruiz, 29 November 2026`: who says so, where that is known. */
	readonly note?: string;
	/** The code and the question that it came from. */
	readonly links?: readonly Anchorable[];
	/** Only a commit says it: `markdown` is plain text then, and it can be put into the objective's file. */
	readonly commit?: { readonly hash: string; readonly text: string };
}

export interface OpenPoint {
	readonly objective: string;
	readonly text: string;
}

export interface ObjectiveView {
	readonly id: string;
	readonly title: string;
	readonly health?: { readonly name: HealthName; readonly text: string };
	/** `Active · Q4 2026` in parts; `warning` on a status that the engineer should notice (dropped, paused). */
	readonly facts: readonly { readonly text: string; readonly warning?: boolean }[];
	/** `Maria Lopez (PM) · Ana Ruiz (engineering)` in parts. */
	readonly people: readonly string[];
	/** Absent: it is as the user last saw it. */
	readonly news?: NewsView;
	readonly why: string;
	readonly keyResults: readonly KeyResultView[];
	readonly knowledge: readonly KnowledgeView[];
	/** Absent: not known yet. */
	readonly work?: WorkView;
	readonly source: Anchorable;
	/** `GROW Grow revenue per visit`, outermost last. */
	readonly parents: readonly Anchorable[];
}

export interface OtherObjective {
	readonly id: string;
	readonly title: string;
	readonly because: Sentence;
	readonly target: string;
}

/** A line above the content that says what is not as it should be, with the next step. */
export interface Notice {
	readonly kind: 'stale' | 'incomplete' | 'waiting' | 'problem' | 'restricted' | 'working';
	readonly text: string;
	readonly actions: readonly { readonly label: string; readonly command: NoticeCommand }[];
}
export const NOTICE_COMMANDS = ['refresh', 'doctor', 'outbox', 'log', 'cancel', 'connect', 'trust', 'suggest'] as const;
export type NoticeCommand = (typeof NOTICE_COMMANDS)[number];

export interface Place {
	/** `retry.ts` */
	readonly file: string;
	/** `line 42`, `lines 40 to 43` */
	readonly lines: string;
	/** The whole path, for the tooltip. */
	readonly path: string;
}

export type SidebarBody =
	/** No editor with a file is open. */
	| { readonly kind: 'no-file'; readonly text: string }
	/** The first read of the spec repo, or the file's history, is on its way. The page shows it only after 300 ms. */
	| { readonly kind: 'loading'; readonly text: string; readonly percent?: number; readonly canCancel: boolean }
	| {
			readonly kind: 'linked';
			readonly objective: ObjectiveView;
			readonly because: readonly Sentence[];
			/** The line is new, or its history is not known: said in a sentence. */
			readonly caveat?: string;
			readonly others: readonly OtherObjective[];
			readonly questions: readonly QuestionView[];
			readonly shares?: FileShares;
			readonly askLabel: string;
	  }
	/** None on purpose, unlinked, unknown, outside of a repository: a headline, an explanation, a next step. */
	| {
			readonly kind: 'silent';
			readonly reason: 'none' | 'unlinked' | 'unknown' | 'outside' | 'failed';
			readonly headline: string;
			readonly explanation: Sentence;
			readonly others: readonly OtherObjective[];
			readonly questions: readonly QuestionView[];
			readonly shares?: FileShares;
			/** Absent: asking makes no sense here. */
			readonly askLabel?: string;
			readonly actions: readonly { readonly label: string; readonly command: NoticeCommand }[];
	  };

export interface ComposerView {
	/** Changes when another draft is opened; the page then takes the texts from here, else it keeps what is being typed. */
	readonly draftId: string;
	/** Grows each time that somebody asks for the composer: the focus goes into it then. */
	readonly opened: number;
	readonly step: 'write' | 'preview' | 'sending';
	readonly heading: string;
	/** `retry.ts lines 40 to 43` */
	readonly about: string;
	readonly title: string;
	readonly whyItMatters: string;
	readonly objectives: readonly { readonly id: string; readonly label: string }[];
	readonly objective?: string;
	readonly people: readonly { readonly key: string; readonly label: string }[];
	readonly to?: string;
	readonly code: { readonly firstLine: number; readonly lines: readonly string[]; readonly note?: string };
	/** With `preview` and `sending`: the file exactly as it will be written, and where; `also`: what else gets its text. */
	readonly preview?: {
		readonly path: string;
		readonly destination: string;
		readonly also: readonly Sentence[];
		readonly text: string;
		/** What is said of secrets in it. */
		readonly notes: readonly SecretNote[];
		/** It cannot be sent before something is chosen. */
		readonly blocked: boolean;
	};
	/** Why it cannot be sent as it is. */
	readonly error?: string;
	readonly sendLabel: string;
	/** Shown below: where it goes and that the answer comes back. */
	readonly footnote: Sentence;
}

export interface SidebarState {
	/** Grows with each state; an older one is dropped. */
	readonly revision: number;
	readonly place?: Place;
	readonly notices: readonly Notice[];
	readonly body: SidebarBody;
	/** Objectives of the user's code with news, other than the one that is shown. */
	readonly otherNews?: readonly OtherNews[];
	readonly composer?: ComposerView;
	/** Said once by a screen reader when it changes: `Cut checkout abandonment, at risk`. */
	readonly announcement: string;
}

export type ToWebview =
	| { readonly type: 'state'; readonly state: SidebarState }
	/** Unfold and scroll to this question. */
	| { readonly type: 'reveal'; readonly question: string }
	/** The reply to this question was not kept: it can be changed and sent again. */
	| { readonly type: 'returned'; readonly question: string };
