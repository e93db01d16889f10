import { nameOfRemote } from '../core/remoteName.ts';
import type { SpecActivity } from './activities.ts';
import type { RepoContext } from './codeContexts.ts';
import type { SpecStore } from './specStore.ts';
import type { Tandem } from './tandem.ts';

/**
 * The same spec repo as the folder of `store`, read from its remote: a PM has a clone open, and the code beside it names the remote. Undefined where
 * there is none, or where the folder is no clone. Both have the name of their remote.
 */
export function findRemoteTwin(
	{ source: { address } }: SpecStore,
	specs: readonly SpecStore[],
	known: readonly RepoContext[],
): SpecStore | undefined {
	if (address.kind !== 'folder') return undefined;
	const name = known.find(({ repo }) => repo.root === address.dir)?.repo.name?.toLowerCase();
	if (name === undefined) return undefined;
	return specs.find(({ source: { address: other } }) => {
		if (other.kind !== 'remote' || (other.path ?? '') !== (address.path ?? '')) return false;
		return nameOfRemote(other.url)?.toLowerCase() === name;
	});
}

/** What the code does with the objectives of `store`, as far as it is known now: of its remote's twin where no code uses the folder itself. */
export function knownActivity(tandem: ActivityOwner, store: SpecStore): SpecActivity | undefined {
	const own = tandem.activities.get(store);
	const twin = own?.repos.length === 0 ? findRemoteTwin(store, tandem.specs(), tandem.contexts.known()) : undefined;
	return twin ? tandem.activities.get(twin) : own;
}

/** As `knownActivity`, but waits for the newest state. */
export async function readActivity(tandem: ActivityOwner, store: SpecStore): Promise<SpecActivity | undefined> {
	const own = await tandem.activities.read(store);
	const twin = own?.repos.length === 0 ? findRemoteTwin(store, tandem.specs(), tandem.contexts.known()) : undefined;
	return twin ? tandem.activities.read(twin) : own;
}

type ActivityOwner = Pick<Tandem, 'activities' | 'specs' | 'contexts'>;
