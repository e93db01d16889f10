import { create, replace, after, type Step } from '../history.ts';
import { ben, chiara, emma } from '../people.ts';

/** November 2025: products come from the catalogue service, and go into a cart. */
export const firstCart: readonly Step[] = [
	{
		by: chiara,
		at: '2025-11-06 14:02',
		message: 'Read products from the catalogue service',
		edits: [
			create(
				'src/lib/http.ts',
				`
export interface RequestOptions {
  readonly headers?: Record<string, string>;
}

export async function get<Body>(url: string, options: RequestOptions = {}): Promise<Body> {
  const response = await fetch(url, { headers: options.headers });
  if (!response.ok) throw new Error(url + ' answered ' + response.status);
  return (await response.json()) as Body;
}

export async function post<Body>(url: string, body: unknown, options: RequestOptions = {}): Promise<Body> {
  const headers = { 'content-type': 'application/json', ...options.headers };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(url + ' answered ' + response.status);
  return (await response.json()) as Body;
}
`,
			),
			create(
				'src/catalog/repository.ts',
				`
import { config } from '../lib/config';
import { get } from '../lib/http';
import type { Product } from './product';

export async function findProduct(sku: string): Promise<Product> {
  return get<Product>(config.catalogueUrl + '/products/' + encodeURIComponent(sku));
}

export async function allProducts(): Promise<Product[]> {
  return get<Product[]>(config.catalogueUrl + '/products');
}
`,
			),
		],
	},
	{
		by: ben,
		at: '2025-11-07 09:48',
		message: 'A cart',
		edits: [
			create(
				'src/cart/cart.ts',
				`
import type { Product } from '../catalog/product';

export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
}

export interface Cart {
  readonly id: string;
  readonly lines: readonly CartLine[];
}

export function addToCart(cart: Cart, product: Product, quantity = 1): Cart {
  const known = cart.lines.find((line) => line.product.sku === product.sku);
  if (!known) return { ...cart, lines: [...cart.lines, { product, quantity }] };
  const lines = cart.lines.map((line) => (line === known ? { product, quantity: line.quantity + quantity } : line));
  return { ...cart, lines };
}

/** A quantity of zero takes the line out. */
export function setQuantity(cart: Cart, sku: string, quantity: number): Cart {
  if (quantity <= 0) return removeFromCart(cart, sku);
  return { ...cart, lines: cart.lines.map((line) => (line.product.sku === sku ? { ...line, quantity } : line)) };
}

export function removeFromCart(cart: Cart, sku: string): Cart {
  return { ...cart, lines: cart.lines.filter((line) => line.product.sku !== sku) };
}
`,
			),
		],
	},
	{
		by: ben,
		at: '2025-11-10 13:17',
		message: 'cart totals',
		edits: [
			create(
				'src/cart/totals.ts',
				`
import { add, times, type Cents } from '../lib/money';
import type { Cart } from './cart';

const FREE_SHIPPING_FROM: Cents = 50_00;
const SHIPPING: Cents = 4_95;

export interface Totals {
  readonly goods: Cents;
  readonly shipping: Cents;
  readonly total: Cents;
}

export function totals(cart: Cart): Totals {
  const goods = add(...cart.lines.map((line) => times(line.product.price, line.quantity)));
  const shipping = goods > FREE_SHIPPING_FROM ? 0 : SHIPPING;
  return { goods, shipping, total: add(goods, shipping) };
}
`,
			),
		],
	},
	{
		by: ben,
		at: '2025-11-11 08:55',
		message: 'fix off by one cent in free shipping',
		edits: [
			replace('src/cart/totals.ts', 'goods > FREE_SHIPPING_FROM', 'goods >= FREE_SHIPPING_FROM'),
			create(
				'tests/cart/totals.test.ts',
				`
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Product } from '../../src/catalog/product';
import { totals } from '../../src/cart/totals';

const mug: Product = { sku: 'mug', name: 'Mug', description: 'Holds tea', price: 25_00, stock: 9 };

test('one mug pays shipping', () => {
  assert.equal(totals({ id: 'c', lines: [{ product: mug, quantity: 1 }] }).shipping, 4_95);
});

test('two mugs reach the limit exactly and ship free', () => {
  assert.equal(totals({ id: 'c', lines: [{ product: mug, quantity: 2 }] }).total, 50_00);
});
`,
			),
		],
	},
	{
		by: emma,
		at: '2025-11-11 17:26',
		message: 'Describe the folders in the README',
		edits: [
			after(
				'README.md',
				'    npm test\n',
				`

## Folders

- \`catalog\`, \`search\`: what we sell, and how it is found
- \`cart\`, \`checkout\`, \`payments\`: from a full cart to a paid order
- \`accounts\`, \`notifications\`, \`shipping\`: around the order
- \`lib\`: what every part needs
`,
			),
		],
	},
];
