import { Failure } from '../core/failure.ts';
import { parseGitAddress } from '../core/gitAddress.ts';
import type { Problem } from '../core/problem.ts';
import type { CodeConfig } from '../core/specConfig.ts';
import type { SpecAddress, SpecAddressOrigin } from '../core/specAddress.ts';
import { reading } from './loadedLater.ts';

export interface FindSpecDeps {
	/** What is at a path of the operating system. */
	readonly inspect: (dir: string) => Promise<'bare-repository' | 'folder' | 'missing'>;
	/** Joins a relative path to a folder of the operating system. */
	readonly resolvePath: (base: string, path: string) => string;
	/** The first of these folders that holds `tandem.yml` or `objectives/`, or else specs in a known format. */
	readonly findSpecFolder: (dirs: readonly string[]) => Promise<string | undefined>;
}

export interface FindSpecInput {
	/** The setting `tandem.specRepo`; empty where it is not set. */
	readonly setting: string;
	/** What a relative path in the setting is relative to. */
	readonly settingBase: string;
	/** The text of `.tandem.yml` and the folder it stands in, where there is one. */
	readonly codeConfig?: { readonly text: string; readonly dir: string };
	/** Folders to look into when nothing is said: the code repo's root, then the workspace's folders. */
	readonly folders: readonly string[];
}

export interface FoundSpec {
	readonly address?: SpecAddress;
	readonly origin?: SpecAddressOrigin;
	/** This code repo's name as `.tandem.yml` gives it. */
	readonly repoName?: string;
	/** What is odd in `.tandem.yml`. */
	readonly problems?: readonly Problem[];
	/** The address was given and cannot be used: why, and what to do. */
	readonly refused?: Failure;
}

/** Where the spec repo is: the setting, else `.tandem.yml`, else a folder that looks like one. Reads no spec and starts no git. */
export async function findSpec(input: FindSpecInput, deps: FindSpecDeps): Promise<FoundSpec> {
	const { value: config, problems } = input.codeConfig
		? (await reading()).readCodeConfig(input.codeConfig.text)
		: { value: {} as CodeConfig, problems: [] };
	const named = { ...(config.repo ? { repoName: config.repo } : {}), ...(problems.length > 0 ? { problems } : {}) };
	const given = input.setting.trim()
		? { text: input.setting.trim(), base: input.settingBase, origin: 'setting' as const }
		: config.spec && input.codeConfig
			? { text: config.spec, base: input.codeConfig.dir, origin: 'code-config' as const }
			: undefined;

	if (!given) {
		const dir = await deps.findSpecFolder(input.folders);
		return dir ? { ...named, address: { kind: 'folder', dir }, origin: 'workspace-folder' } : named;
	}

	const parsed = parseGitAddress(given.text, given.origin);
	if ('refused' in parsed) return { ...named, refused: new Failure('refused-address', parsed.refused) };
	// `ref:` and `path:` are about the address that stands beside them, not about one that the user puts in its place.
	const its = given.origin === 'code-config' ? config : {};
	const path = its.path ? { path: its.path } : {};
	const part = { ...(its.ref ? { ref: its.ref } : {}), ...path };
	if (parsed.kind === 'url') {
		return { ...named, address: { kind: 'remote', url: parsed.address, ...part }, origin: given.origin };
	}

	const dir = deps.resolvePath(given.base, parsed.address);
	switch (await deps.inspect(dir)) {
		case 'missing':
			// By its name it is a remote that is away just now (a disk that is not mounted): what was cloned from it stays readable.
			if (/\.git[/\\]?$/.test(dir))
				return { ...named, address: { kind: 'remote', url: dir, ...part }, origin: given.origin };
			return { ...named, refused: new Failure('not-found', dir) };
		case 'bare-repository':
			return { ...named, address: { kind: 'remote', url: dir, ...part }, origin: given.origin };
		case 'folder':
			return {
				...named,
				address: { kind: 'folder', dir, ...path },
				origin: given.origin,
			};
	}
}
