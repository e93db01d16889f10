/**
 * Stands for the packages `debug` and `@secretlint/profiler` in what is built (`esbuild.config.mjs`). Nobody reads what they write; the one looks at the
 * environment, the other keeps marks for as long as the editor runs.
 */
// oxlint-disable-next-line import/no-default-export -- as the package has it
export default function silentDebug(): SilentLog {
	return Object.assign(() => undefined, { enabled: false, extend: silentDebug, destroy: () => true });
}
// Libraries register theirs.
silentDebug.formatters = {} as Record<string, unknown>;

export const secretLintProfiler = { mark: (): void => undefined };

interface SilentLog {
	(...args: readonly unknown[]): void;
	readonly enabled: boolean;
	extend(): SilentLog;
}
