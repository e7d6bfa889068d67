import type { PublicPage, PublicSite } from '../../docs/index.ts';
import { arithmetic, flow, hero, type Limits, promise, questions } from './fixed-sections.ts';
import type { Offer } from './offer.ts';
import { offerSection, section } from './offer-section.ts';

const UNKNOWN = section(
  'What we sell',
  '<p>Prices and stock cannot be shown right now. Please try again in a minute.</p>',
);

/** The first page. `offer` is null if it could not be read: everything else is shown all the same. */
export function landingPage(site: PublicSite, offer: Offer | null, limits: Limits): PublicPage {
  const parts = [
    hero(site.url),
    offer === null ? UNKNOWN : offerSection(offer),
    offer === null || offer.products === 0 ? '' : arithmetic(offer, limits),
    flow(),
    questions(),
    promise(),
  ];
  return {
    title: 'PlayStation Store gift cards by API',
    path: '/',
    description:
      'PlayStation Store gift cards for businesses, by API: list what is in stock, order, download the codes.',
    aside: null,
    body: parts.join(''),
  };
}
