import { type KeyIndex, createKeyIndex } from '../../src/core/objectiveKeys.ts';
import type { RepoPath } from '../../src/core/repoPath.ts';
import { objectiveWith, withKeys } from './objectiveWith.ts';

/** Some objectives with every kind of key: ids with and without digit, aliases, tickets, templates, numbers with zeros, a page in the spec repo. */
export function sampleKeys(): KeyIndex {
	return createKeyIndex({
		objectives: withKeys(
			[
				objectiveWith({ id: 'CHK-1', aliases: ['checkout-abandonment'], tickets: ['SHOP-1423', 'acme/web-shop#381'] }),
				objectiveWith({
					id: 'CHK-2',
					tickets: ['https://github.com/acme/api/issues/7', 'https://trello.com/c/aB12/card'],
				}),
				objectiveWith({ id: 'CHK-12' }),
				objectiveWith({ id: 'GROW', aliases: ['quotas'] }),
				objectiveWith({ id: 'SE-0413' }),
				objectiveWith({ id: 'amd-sev-snp-libvirt-support' }),
				objectiveWith({
					id: 'RFC-389',
					source: {
						file: 'text/0389-element.md' as RepoPath,
						titleLine: 1,
						captures: { number: '389', slug: 'element' },
					},
				}),
				objectiveWith({ id: '1287', aliases: ['KEP-1287'] }),
			],
			[
				'RFC {number}',
				'specs/pull/{number}',
				'specs.acme.com/id/{number}-{slug}',
				'blueprint {id}',
				'{number}',
				'{absent} x',
				'same for all',
			],
		),
		repoName: 'acme/web-shop',
		specName: 'acme/specs',
	});
}
