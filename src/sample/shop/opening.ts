import { create, type Step } from '../history.ts';
import { chiara, dev, emma } from '../people.ts';

/** Early November 2025: the ground under the shop, and what it sells. */
export const opening: readonly Step[] = [
	{
		by: emma,
		at: '2025-11-03 09:12',
		message: 'Start the shop',
		edits: [
			create(
				'package.json',
				`
{
  "name": "web-shop",
  "version": "0.1.0",
  "private": true,
  "type": "module",
  "scripts": {
    "start": "node --import tsx src/server.ts",
    "test": "node --import tsx --test tests/**/*.test.ts",
    "typecheck": "tsc --noEmit"
  },
  "devDependencies": {
    "@types/node": "20.11.0",
    "tsx": "4.7.0",
    "typescript": "5.3.3"
  }
}
`,
			),
			create(
				'tsconfig.json',
				`
{
  "compilerOptions": {
    "target": "ES2022",
    "module": "preserve",
    "moduleResolution": "bundler",
    "types": ["node"],
    "strict": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["src", "tests"]
}
`,
			),
			create('.gitignore', '\nnode_modules/\ncoverage/\n*.log\n'),
			create(
				'README.md',
				`
# web-shop

The shop behind shop.example: catalogue, cart, checkout, payments.

## Run

    npm ci
    npm start
    npm test
`,
			),
		],
	},
	{
		by: emma,
		at: '2025-11-03 15:40',
		message: 'Money is whole cents\n\nFloating point and prices do not go together.',
		edits: [
			create(
				'src/lib/money.ts',
				`
/** An amount in cents. Never a fraction, never a float of euros. */
export type Cents = number;

export function add(...amounts: Cents[]): Cents {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

export function times(amount: Cents, quantity: number): Cents {
  return amount * quantity;
}

export function format(amount: Cents): string {
  const euros = Math.trunc(amount / 100);
  const cents = String(Math.abs(amount % 100)).padStart(2, '0');
  return euros + ',' + cents + ' €';
}
`,
			),
		],
	},
	{
		by: emma,
		at: '2025-11-04 10:05',
		message: 'Add a logger',
		edits: [
			create(
				'src/lib/log.ts',
				`
type Fields = Record<string, string | number | boolean | undefined>;

function write(level: string, message: string, fields: Fields): void {
  const line = JSON.stringify({ time: new Date().toISOString(), level, message, ...fields });
  process.stdout.write(line + '\\n');
}

/** One JSON object per line, as the log collector wants it. */
export const logger = {
  info: (message: string, fields: Fields = {}) => write('info', message, fields),
  error: (message: string, fields: Fields = {}) => write('error', message, fields),
};
`,
			),
		],
	},
	{
		by: dev,
		at: '2025-11-04 16:21',
		message: 'Settings come from the environment',
		edits: [
			create(
				'src/lib/config.ts',
				`
function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error('Set ' + name + ' before starting the shop.');
  return value;
}

/** Read on first use, so that a test needs to set only what it touches. */
export const config = {
  get gatewayUrl() {
    return required('GATEWAY_URL');
  },
  get catalogueUrl() {
    return required('CATALOGUE_URL');
  },
  get mailUrl() {
    return required('MAIL_URL');
  },
};
`,
			),
		],
	},
	{
		by: chiara,
		at: '2025-11-05 11:30',
		message: 'Products and their prices',
		edits: [
			create(
				'src/catalog/product.ts',
				`
import type { Cents } from '../lib/money';

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly price: Cents;
  readonly stock: number;
}

export function isAvailable(product: Product, quantity = 1): boolean {
  return product.stock >= quantity;
}

/** What the product page says about the stock. An exact number only where it helps to decide. */
export function stockText(product: Product): string {
  if (product.stock === 0) return 'Sold out';
  return product.stock <= 3 ? 'Only ' + product.stock + ' left' : 'In stock';
}
`,
			),
			create(
				'src/catalog/price.ts',
				`
import { format, type Cents } from '../lib/money';
import type { Product } from './product';

/** A price before a reduction, shown struck through, and only where the shopper really saves. */
export interface ShownPrice {
  readonly now: string;
  readonly before?: string;
}

export function shownPrice(product: Product, before?: Cents): ShownPrice {
  const now = format(product.price);
  if (before === undefined || before <= product.price) return { now };
  return { now, before: format(before) };
}
`,
			),
		],
	},
];
