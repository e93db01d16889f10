import type { DraftStyle, Step } from '../history.ts';
import { autumn } from './autumn.ts';
import { chargedOnce } from './chargedOnce.ts';
import { declinedCards } from './declinedCards.ts';
import { deliveryDates } from './deliveryDates.ts';
import { endOfYear } from './endOfYear.ts';
import { firstCart } from './firstCart.ts';
import { firstCheckout } from './firstCheckout.ts';
import { firstOrders } from './firstOrders.ts';
import { guestCheckout } from './guestCheckout.ts';
import { lateSpring } from './lateSpring.ts';
import { november } from './november.ts';
import { opening } from './opening.ts';
import { spring } from './spring.ts';
import { winter } from './winter.ts';

/** The web shop's history, oldest first: a year of five people's work on one small shop. */
export const shopHistory: readonly Step[] = [
	...opening,
	...firstCart,
	...firstCheckout,
	...firstOrders,
	...chargedOnce,
	...endOfYear,
	...winter,
	...spring,
	...lateSpring,
	...deliveryDates,
	...declinedCards,
	...guestCheckout,
	...autumn,
	...november,
];

/** How the shop's files looked before the commit that formats them: four blanks, double quotes around imports. */
export const shopDraftStyle: DraftStyle = (path, text) => {
	if (!path.endsWith('.ts')) return text;
	return text
		.replaceAll(/^(?: {2})+/gm, (blanks) => blanks + blanks)
		.replaceAll(/^(import .*|\} )from '(.*)';$/gm, '$1from "$2";');
};
