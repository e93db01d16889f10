import { cp } from 'node:fs/promises';
import path from 'node:path';
import { createGitRepo, runGit } from './gitRepo.ts';

const RFC = `---
stage: accepted
start-date: 2026-08-17T00:00:00.000Z
teams:
  - storefront
  - data
---
# Keep a cart for two weeks

## Summary

A cart survives a closed tab, a flat
battery and a change of device.

## Motivation

One cart in three is filled on a phone and
bought on a computer, days later. Today it
is gone by then, and so is every second
shopper.

- Who signs in finds it on every device.
- A guest finds it on the same device.

## Detailed design

The cart gets a store of its own, under a
key that says nothing about its owner.

## Unresolved questions

- What if prices have changed meanwhile?
- May we keep a guest's cart unasked?
`;

const CODE = `export type Cart = {
  key: string;
  lines: string[];
};

const DAYS = 14;
const kept = new Map<string, [Cart, number]>();

/** For the next visit. */
export function keep(cart: Cart): void {
  const until = Date.now() + DAYS * 864e5;
  kept.set(cart.key, [cart, until]);
}

export function find(key: string) {
  const [cart, until = 0] = kept.get(key) ?? [];
  return until > Date.now() ? cart : undefined;
}
`;

/** A spec repo of RFCs as many teams have one, and beside it a code repo with a commit that names one of them; gives both folders. */
export async function makeRfcs(folder: string): Promise<{ readonly code: string; readonly specs: string }> {
	const specs = path.join(folder, 'rfcs');
	await cp(path.resolve('test/fixtures/specs/ember/text'), path.join(specs, 'text'), { recursive: true });
	const specRepo = await createGitRepo({ root: specs });
	await specRepo.commit('Accept RFC 212', { 'text/0212-keep-a-cart.md': RFC });
	const code = await createGitRepo({ root: path.join(folder, 'storefront') });
	await runGit(code.root, ['remote', 'add', 'origin', 'https://git.example/acme/storefront.git']);
	const date = new Date(Date.now() - 12 * 86_400_000).toISOString();
	await code.commit('Start', { '.tandem.yml': 'spec: ../rfcs\n' }, { date });
	const files = { 'src/cart/keep.ts': CODE };
	await code.commit('Implement RFC #212: a store of its own', files, { date, author: 'Ana Ruiz <ana@acme.example>' });
	return { code: code.root, specs };
}
