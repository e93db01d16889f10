// The few globals that every JavaScript runtime has and that touch nothing outside: all that core/, app/ and protocol/ may use beyond the language.
interface AbortSignal {
	readonly aborted: boolean;
	readonly reason: unknown;
	throwIfAborted(): void;
	addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
	removeEventListener(type: 'abort', listener: () => void): void;
}
declare const AbortController: new () => { readonly signal: AbortSignal; abort(reason?: unknown): void };
type AbortController = InstanceType<typeof AbortController>;
declare const TextDecoder: new (
	encoding: 'utf-8' | 'windows-1252',
	options?: { fatal?: boolean; ignoreBOM?: boolean },
) => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
interface URL {
	readonly protocol: string;
	readonly username: string;
	readonly password: string;
	readonly host: string;
	readonly hostname: string;
	readonly pathname: string;
	readonly origin: string;
	readonly href: string;
}
declare const URL: (new (url: string, base?: string) => URL) & { canParse(url: string): boolean };
