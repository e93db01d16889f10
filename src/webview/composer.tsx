import type { ComponentChildren, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { SecretNote } from '../protocol/secretNotes.ts';
import type { ComposerView } from '../protocol/sidebar.ts';
import type { DraftFields } from '../protocol/toHost.ts';
import { Icon } from './icon.tsx';
import { Progress } from './loading.tsx';
import { SentenceText } from './openLink.tsx';
import { ELEMENTS, press } from './presses.ts';

/** The one question that is being written: written, looked at exactly as it will be sent, sent. `fields` is what was typed so far. */
export function Composer({ view, fields }: { view: ComposerView; fields: DraftFields }): VNode {
	const { step, heading, about, error, sendLabel, footnote } = view;
	return (
		<section class="composer" id={ELEMENTS.composer} aria-labelledby="composer-heading">
			{step === 'sending' ? <Progress label="Sending the question" /> : null}
			<h2 id="composer-heading">{heading}</h2>
			<p class="quiet">{`About ${about}`}</p>
			{step === 'write' ? <WriteStep view={view} fields={fields} /> : <PreviewStep view={view} />}
			{error ? (
				<p class="failure" role="alert">
					<Icon name="error" tone="failed" />
					<span>{error}</span>
				</p>
			) : null}
			{step === 'write' ? (
				<div class="buttons">
					<button type="button" class="button primary" title="Ctrl+Enter" {...press('preview')}>
						Preview
					</button>
					<button type="button" class="button secondary" title="Escape. What you typed stays." {...press('discard')}>
						Close
					</button>
				</div>
			) : (
				<div class="buttons">
					<button
						type="button"
						class="button primary"
						id={ELEMENTS.send}
						title="Ctrl+Enter"
						aria-disabled={step === 'sending' || view.preview?.blocked === true}
						{...press('send')}
					>
						{step === 'sending' ? 'Sending' : sendLabel}
					</button>
					<button type="button" class="button secondary" aria-disabled={step === 'sending'} {...press('edit')}>
						Back
					</button>
				</div>
			)}
			{step === 'write' ? (
				<p class="quiet footnote">
					<SentenceText sentence={footnote} />
				</p>
			) : null}
		</section>
	);
}

function WriteStep({ view, fields }: { view: ComposerView; fields: DraftFields }): VNode {
	const { objectives, people, code } = view;
	return (
		<>
			<Field label="Question" id={ELEMENTS.title}>
				<textarea class="input" id={ELEMENTS.title} rows={3} data-field="title" value={fields.title} />
			</Field>
			<Field label="Why it matters" id="composer-why">
				<textarea class="input" id="composer-why" rows={2} data-field="whyItMatters" value={fields.whyItMatters} />
			</Field>
			<Choice label="Objective" field="objective" none="No objective" chosen={fields.objective} options={objectives} />
			<Choice label="To" field="to" none="Nobody in particular" chosen={fields.to} options={people} />
			<CodeQuote code={code} />
		</>
	);
}

function Field({ label, id, children }: { label: string; id: string; children: ComponentChildren }): VNode {
	return (
		<div class="field">
			<label for={id}>{label}</label>
			{children}
		</div>
	);
}

function Choice(props: {
	readonly label: string;
	readonly field: 'objective' | 'to';
	/** What stands for choosing nothing. */
	readonly none: string;
	readonly chosen?: string;
	readonly options: readonly { readonly id?: string; readonly key?: string; readonly label: string }[];
}): VNode | null {
	const { label, field, none, chosen = '', options } = props;
	// There may be thousands, and the page is drawn anew with each key that is typed.
	const items = useMemo(() => options.map(({ id, key, label }) => ({ value: id ?? key ?? '', label })), [options]);
	if (items.length === 0) return null;
	const id = `composer-${field}`;
	return (
		<Field label={label} id={id}>
			<select class="input" id={id} data-field={field} value={chosen}>
				<option value="">{none}</option>
				{items.map(({ value, label }) => (
					<option value={value}>{label}</option>
				))}
			</select>
		</Field>
	);
}

function CodeQuote({ code: { firstLine, lines, note } }: { code: ComposerView['code'] }): VNode {
	return (
		<div class="field">
			<div id="composer-code">Code that goes along</div>
			<div class="code" role="group" aria-labelledby="composer-code" tabIndex={0}>
				<table role="presentation">
					<tbody>
						{lines.map((line, index) => (
							<tr>
								<td class="line-number">{firstLine + index}</td>
								<td>{line}</td>
							</tr>
						))}
					</tbody>
				</table>
			</div>
			{note ? <div class="quiet">{note}</div> : null}
		</div>
	);
}

function PreviewStep({ view: { preview, step } }: { view: ComposerView }): VNode | null {
	if (!preview) return null;
	return (
		<div class="field">
			<div id="composer-preview">
				{'This file is written to '}
				<strong>{preview.destination}</strong>
			</div>
			<div class="quiet path">{preview.path}</div>
			{preview.also.map((sentence) => (
				<div class="also">
					<SentenceText sentence={sentence} />
				</div>
			))}
			{preview.notes.map((note) => (
				<Note note={note} disabled={step === 'sending'} />
			))}
			<div class="code wrap" role="group" aria-labelledby="composer-preview" tabIndex={0}>
				{preview.text}
			</div>
		</div>
	);
}

/** What is said of secrets, with its box. The label says what a tick means; the sentence beside it belongs to the box for a screen reader, too. */
function Note({ note: { text, choice, label, chosen }, disabled }: { note: SecretNote; disabled: boolean }): VNode {
	const id = `composer-${choice}`;
	return (
		<div class="note">
			<Icon name="warning" tone="problem" />
			<div>
				<p id={`${id}-why`} role="status">
					{text}
				</p>
				<label class="check">
					<input
						type="checkbox"
						id={id}
						aria-describedby={`${id}-why`}
						checked={chosen}
						disabled={disabled}
						{...press('choose', choice)}
					/>
					<span>{label}</span>
				</label>
			</div>
		</div>
	);
}
