import type { ShopSettings } from '../../shop/index.ts';
import type { Facts } from './legal-page.ts';

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region' });

/** What the legal texts may name of the shop; null is what nobody has set. */
export function factsOf(shop: ShopSettings): Facts {
  const { address } = shop;
  const places = address && [
    ...[address.line1, address.line2, address.postal_code, address.city, address.state],
  ];
  return {
    shop: shop.shownName,
    company: shop.legalName,
    address: places?.filter((each) => each !== null).join(', ') ?? null,
    country: address && (COUNTRIES.of(address.country) ?? address.country),
    registration: shop.registrationNumber,
    tax_number: shop.taxNumber,
    support: shop.supportEmail,
    website: shop.website,
  };
}
