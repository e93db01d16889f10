import type { VNode } from 'preact';
import type { MessageView, QuestionView } from '../protocol/sidebar.ts';
import { Icon } from './icon.tsx';
import { Markdown } from './markdown.tsx';
import { OpenLink } from './openLink.tsx';
import { press } from './presses.ts';
import type { ReplyDraft } from './state.ts';

/** A question unfolded: where it was asked, what was said, and what the person may do now. */
export function Conversation({ question, reply }: { question: QuestionView; reply?: ReplyDraft }): VNode {
	const { id, whyItMatters, goneCode, messages, failure, canResolve, canReopen, canDecide, canReposition } = question;
	const isTyped = reply !== undefined && reply.text.trim() !== '';
	const isSending = reply?.sentAt !== undefined;
	return (
		<div class="conversation">
			<Origin question={question} />
			{goneCode === undefined ? null : (
				<div class="markdown">
					<pre>
						<code>{goneCode}</code>
					</pre>
				</div>
			)}
			{whyItMatters ? <Markdown text={whyItMatters} /> : null}
			{messages.map((message) => (
				<Message message={message} />
			))}
			{failure ? (
				<p class="failure">
					<Icon name="warning" tone="problem" />
					<span>{failure}</span>
				</p>
			) : null}
			<ReplyBox question={question} reply={reply} />
			<div class="buttons small">
				{isTyped || !canReopen ? (
					<button type="button" class="button secondary" disabled={!isTyped || isSending} {...press('reply', id)}>
						{isSending ? 'Sending' : canReopen ? 'Reply and reopen' : 'Reply'}
					</button>
				) : (
					<button type="button" class="button secondary" {...press('reopen', id)}>
						Reopen
					</button>
				)}
				{canResolve ? (
					<button type="button" class="button secondary" {...press('resolve', id)}>
						Resolve
					</button>
				) : null}
				{canDecide ? (
					<button
						type="button"
						class="button secondary"
						title="Record what was decided in the objective"
						{...press('decide', id)}
					>
						Record decision
					</button>
				) : null}
				{canReposition ? (
					<button type="button" class="button secondary" {...press('reposition', id)}>
						Reposition
					</button>
				) : null}
			</div>
		</div>
	);
}

function Origin({ question: { askedBy, place, file } }: { question: QuestionView }): VNode | null {
	const parts = [
		...(askedBy ? [<span>{`Asked by ${askedBy}`}</span>] : []),
		...(place ? [<OpenLink {...place} />] : []),
		...(file ? [<OpenLink {...file} />] : []),
	];
	if (parts.length === 0) return null;
	return <p class="origin quiet">{parts.map((part, index) => (index === 0 ? part : [' · ', part]))}</p>;
}

const SAYS = { answer: '', reply: '', resolved: ' resolved it', reopened: ' reopened it' } as const;

function Message({ message: { kind, author, when, markdown } }: { message: MessageView }): VNode {
	return (
		<div class={`message ${kind}`}>
			<div class="quiet">
				<strong>{author}</strong>
				{SAYS[kind] || null}
				{when ? ` · ${when}` : null}
			</div>
			<Markdown text={markdown} />
		</div>
	);
}

function ReplyBox({ question: { id, title }, reply }: { question: QuestionView; reply?: ReplyDraft }): VNode {
	return (
		<textarea
			class="input reply"
			rows={1}
			placeholder="Write a reply"
			aria-label={`Reply to: ${title}`}
			aria-keyshortcuts="Control+Enter Meta+Enter"
			data-field="reply"
			data-arg={id}
			value={reply?.text ?? ''}
		/>
	);
}
