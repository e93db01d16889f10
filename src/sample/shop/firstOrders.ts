import { create, replace, type Step } from '../history.ts';
import { ana, ben, chiara, emma } from '../people.ts';

/** Late November 2025: mail, carriers, search; the first orders come in. */
export const firstOrders: readonly Step[] = [
	{
		by: ben,
		at: '2025-11-19 11:11',
		message: 'Send a mail when an order is placed',
		edits: [
			create(
				'src/notifications/templates.ts',
				`
import { format, type Cents } from '../lib/money';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export function orderPlaced(to: string, orderId: string, total: Cents): Mail {
  return {
    to,
    subject: 'Your order ' + orderId,
    text: 'Thank you. We received your order of ' + format(total) + ' and are packing it now.',
  };
}
`,
			),
			create(
				'src/notifications/mailer.ts',
				`
import { config } from '../lib/config';
import { post } from '../lib/http';
import { logger } from '../lib/log';
import type { Mail } from './templates';

/** Sends a mail. A mail that fails is logged, never a reason for an order to fail. */
export async function send(mail: Mail): Promise<void> {
  try {
    await post(config.mailUrl + '/mails', mail);
  } catch (error) {
    logger.error('mail not sent', { subject: mail.subject, error: String(error) });
  }
}
`,
			),
		],
	},
	{
		by: ben,
		at: '2025-11-20 14:36',
		message: 'Carriers and an estimated arrival',
		edits: [
			create(
				'src/shipping/carrier.ts',
				`
export interface Carrier {
  readonly name: string;
  /** Working days from pick-up to the door. */
  readonly days: Record<string, number>;
  /** Hour of the day after which a parcel waits for the next pick-up. */
  readonly cutOff: number;
}

export const carriers: readonly Carrier[] = [
  { name: 'Postlane', days: { DE: 2, NL: 3, BE: 3 }, cutOff: 15 },
  { name: 'Rapido', days: { DE: 1, NL: 2 }, cutOff: 12 },
];

export function carriersTo(country: string): readonly Carrier[] {
  return carriers.filter((carrier) => carrier.days[country] !== undefined);
}

/** The cheapest is the slowest, and what most shoppers take. */
export function usualCarrier(country: string): Carrier | undefined {
  return [...carriersTo(country)].sort((one, other) => (other.days[country] ?? 0) - (one.days[country] ?? 0))[0];
}
`,
			),
			create(
				'src/shipping/eta.ts',
				`
import type { Carrier } from './carrier';

const DAY = 24 * 3_600_000;

function isWorkingDay(date: Date): boolean {
  return date.getUTCDay() !== 0 && date.getUTCDay() !== 6;
}

/** When a parcel that is ordered now should be at the door. */
export function estimate(carrier: Carrier, country: string, ordered: Date): Date {
  let date = new Date(ordered);
  for (let left = carrier.days[country] ?? 5; left > 0; ) {
    date = new Date(date.getTime() + DAY);
    if (isWorkingDay(date)) left -= 1;
  }
  return date;
}
`,
			),
		],
	},
	{
		by: chiara,
		at: '2025-11-24 10:50',
		message: 'Search by words',
		edits: [
			create(
				'src/search/index.ts',
				`
import type { Product } from '../catalog/product';

function words(text: string): string[] {
  return text.toLowerCase().split(/\\W+/).filter(Boolean);
}

export function search(products: readonly Product[], query: string): Product[] {
  const wanted = words(query);
  return products.filter((product) => {
    const has = new Set(words(product.name + ' ' + product.description));
    return wanted.every((word) => has.has(word));
  });
}
`,
			),
		],
	},
	{
		by: emma,
		at: '2025-11-26 16:12',
		message: 'Serve products and search over HTTP',
		edits: [
			create(
				'src/server.ts',
				`
import { createServer } from 'node:http';
import { allProducts, findProduct } from './catalog/repository';
import { logger } from './lib/log';
import { search } from './search/index';

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  try {
    const body = await answer(url);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  } catch (error) {
    logger.error('request failed', { path: url.pathname, error: String(error) });
    response.writeHead(500).end();
  }
});

async function answer(url: URL): Promise<unknown> {
  if (url.pathname === '/search') return search(await allProducts(), url.searchParams.get('q') ?? '');
  return findProduct(url.pathname.slice('/products/'.length));
}

server.listen(Number(process.env.PORT ?? 3000));
`,
			),
		],
	},
	{
		by: ana,
		at: '2025-11-27 12:01',
		message: 'Put the three checkout steps on one page\n\nobjective: chk-0',
		edits: [
			replace(
				'src/checkout/flow.ts',
				"export type CheckoutStep = 'address' | 'delivery' | 'payment' | 'done';",
				`
/** All steps are on one page; \`step\` is the one that is unfolded. */
export type CheckoutStep = 'address' | 'delivery' | 'payment' | 'done';`,
			),
		],
	},
	{
		by: ben,
		at: '2025-11-28 09:02',
		message: 'fix stuff',
		edits: [
			replace(
				'src/lib/money.ts',
				`
  const euros = Math.trunc(amount / 100);
`,
				`
  const euros = (amount < 0 ? '-' : '') + Math.trunc(Math.abs(amount) / 100);
`,
			),
		],
	},
];
