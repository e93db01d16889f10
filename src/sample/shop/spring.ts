import { create, replace, after, type Step } from '../history.ts';
import { ana, ben, chiara, dev, emma } from '../people.ts';

/** March 2026: sign-in links, synonyms, and one style for all. */
export const spring: readonly Step[] = [
	{
		by: dev,
		at: '2026-03-04 10:07',
		message: 'Sign in by a link in a mail\n\nImplements: ACC-1',
		edits: [
			create(
				'src/accounts/magicLink.ts',
				`
import { createHmac, timingSafeEqual } from 'node:crypto';

const LIFETIME = 15 * 60_000;

export interface SignInLink {
  readonly accountId: string;
  readonly expiresAt: number;
  readonly signature: string;
}

function sign(accountId: string, expiresAt: number, secret: string): string {
  return createHmac('sha256', secret).update(accountId + '.' + expiresAt).digest('hex');
}

export function signInLink(accountId: string, secret: string, now = Date.now()): SignInLink {
  const expiresAt = now + LIFETIME;
  return { accountId, expiresAt, signature: sign(accountId, expiresAt, secret) };
}

/** Whether the link is ours and still good. Compared in constant time. */
export function isGenuine(link: SignInLink, secret: string, now = Date.now()): boolean {
  const expected = Buffer.from(sign(link.accountId, link.expiresAt, secret));
  const given = Buffer.from(link.signature);
  return link.expiresAt > now && expected.length === given.length && timingSafeEqual(expected, given);
}
`,
			),
		],
	},
	{
		by: dev,
		at: '2026-03-06 16:30',
		message: 'Mail the sign-in link\n\nPart of ACC-1',
		edits: [
			after(
				'src/notifications/templates.ts',
				`
    text: 'Thank you. We received your order of ' + format(total) + ' and are packing it now.',
  };
}
`,
				`

export function signIn(to: string, address: string): Mail {
  return {
    to,
    subject: 'Sign in to shop.example',
    text: 'Open this page within 15 minutes to sign in: ' + address,
  };
}
`,
			),
		],
	},
	{
		by: ana,
		at: '2026-03-11 11:48',
		message: 'Keep the typed address when the page is loaded again\n\nObjective: CHK-0',
		edits: [
			after(
				'src/checkout/address.ts',
				`
  return postcode && !postcode.test(address.postcode) ? [...missing, 'postcode'] : missing;
}
`,
				`

// @objective CHK-0
/** A half-filled form is kept as it is; problems are told only when the shopper goes on. */
export function draftOf(fields: Partial<Address>): Address {
  return { name: '', street: '', postcode: '', city: '', country: 'DE', ...fields };
}
`,
			),
		],
	},
	{
		by: chiara,
		at: '2026-03-17 09:25',
		message: 'Synonyms (part of SRCH-1)',
		edits: [
			create(
				'src/search/synonyms.ts',
				`
/** Words that mean one thing to shoppers. From the search log: what people type right after a search without result. */
const GROUPS: readonly (readonly string[])[] = [
  ['sofa', 'couch', 'settee'],
  ['lamp', 'light'],
  ['rug', 'carpet'],
  ['mug', 'cup', 'beaker'],
  ['wardrobe', 'closet'],
  ['duvet', 'comforter', 'quilt'],
  ['cushion', 'pillow'],
  ['desk', 'writing table'],
  ['bin', 'wastebasket', 'trash can'],
  ['curtain', 'drape'],
];

export function synonyms(word: string): readonly string[] {
  return GROUPS.find((group) => group.includes(word)) ?? [word];
}
`,
			),
			replace(
				'src/search/index.ts',
				'wanted.every((word) => has.has(word))',
				'wanted.every((word) => synonyms(word).some((other) => has.has(other)))',
			),
			after('src/search/index.ts', "import { ranked } from './ranking';\n", "import { synonyms } from './synonyms';\n"),
		],
	},
	{
		by: ben,
		at: '2026-03-24 15:33',
		message: 'carts that are left behind',
		edits: [
			create(
				'src/cart/abandoned.ts',
				`
import type { Cart } from './cart';

const QUIET = 4 * 3_600_000;

export interface SeenCart {
  readonly cart: Cart;
  readonly seenAt: number;
  readonly ordered: boolean;
}

/** A cart counts as left behind when it has goods, no order, and nobody touched it for four hours. */
export function abandoned(carts: readonly SeenCart[], now = Date.now()): SeenCart[] {
  return carts.filter(({ cart, seenAt, ordered }) => !ordered && cart.lines.length > 0 && now - seenAt > QUIET);
}
`,
			),
		],
	},
	{
		key: 'reformat',
		by: emma,
		at: '2026-03-30 08:15',
		message:
			'Format everything: two blanks, single quotes\n\nNothing else. Listed in .git-blame-ignore-revs with the next commit.',
		formats: true,
		edits: [],
	},
	{
		key: 'ignore-revs',
		by: emma,
		at: '2026-03-30 08:40',
		message: 'Blame looks through the formatting',
		edits: (hashOf) => [
			create(
				'.git-blame-ignore-revs',
				`
# Commits that only moved blanks and quotes.
#   git config blame.ignoreRevsFile .git-blame-ignore-revs

# Format everything: two blanks, single quotes
${hashOf('reformat')}
`,
			),
			create('.prettierrc.json', '\n{ "singleQuote": true, "printWidth": 120 }\n'),
		],
	},
];
