import { escapeHtml } from '../../docs/index.ts';
import { required } from '../../kit/assert.ts';
import { formatMoney } from '../../kit/money.ts';
import type { Offer, OfferedRegion, OfferedTier } from './offer.ts';

type List = Offer['lists'][number];

/** Columns of tiers that fit beside the rest; of more, the first and the last are shown. */
const TIERS_SHOWN_MAX = 4;
const PERCENT_DECIMALS = 2;
const BPS = 100;

/** `1234.5` → `1,234.50`: an amount in minor units with groups, without its currency. */
export function amountText(minor: number, currency: string): string {
  return groupDigits(formatMoney(minor, currency));
}

/** `10000` → `10,000`. */
function groupDigits(amount: string): string {
  const [whole = '', rest] = amount.split('.');
  // Digit by digit: a pattern for groups would look ahead at each digit.
  const grouped = [...whole].map((digit, at) => {
    const left = whole.length - at;
    return at > 0 && left % 3 === 0 ? `,${digit}` : digit;
  });
  return grouped.join('') + (rest === undefined ? '' : `.${rest}`);
}

/** The live table of what is sold, and the tiers behind its prices. */
export function offerSection(offer: Offer): string {
  if (offer.lists.length === 0) {
    return section(
      'What we sell',
      '<p>No product has a price at present. You can register and try the API with a test key.</p>',
    );
  }
  const regions = offer.lists.reduce((sum, list) => sum + list.regions.length, 0);
  const lead = `${count(offer.products, 'denomination')} in ${count(regions, 'region')}, with prices and stock of this minute.`;
  const tables = offer.lists.map((list) => regionTable(list, offer.lists.length > 1));
  return (
    section('What we sell', `<p class="lead">${lead}</p>${tables.join('')}`) + tierSection(offer)
  );
}

function regionTable({ currency, tiers, regions }: List, isOneOfMany: boolean): string {
  const shown = shownOf(tiers);
  const heads = tiers.length === 0 ? ['Price'] : shown.map(({ name }) => name);
  const title = isOneOfMany
    ? `Regions with prices in ${currency}`
    : `Regions, prices in ${currency}`;
  const at = (region: OfferedRegion) =>
    tiers.length === 0 ? region.prices : region.prices.filter((_, index) => isShown(index, tiers));
  return `<div class="wide" tabindex="0" role="region" aria-label="${title}"><table class="offer">
<caption>Prices in ${escapeHtml(currency)}, from the smallest to the largest card</caption>
<thead><tr><th scope="col">Region</th><th scope="col">Face values</th>${heads
    .map((name) => `<th scope="col" class="figure">${named(name)}</th>`)
    .join('')}<th scope="col">Stock</th></tr></thead>
<tbody>
${regions.map((region) => regionRow(region, heads, at(region))).join('\n')}
</tbody></table></div>`;
}

function regionRow(
  { region, name, faceCurrency, faces, currency, inStock }: OfferedRegion,
  heads: readonly string[],
  prices: OfferedRegion['prices'],
): string {
  const cells = prices.map(
    ({ from, to }, index) =>
      `<td class="figure" data-label="${escapeHtml(heads[index] ?? 'Price')}">${range(
        amountText(from, currency),
        amountText(to, currency),
      )}</td>`,
  );
  const [smallest] = faces;
  const values = range(
    groupDigits(required(smallest, 'a region has products')),
    groupDigits(required(faces.at(-1), 'and a last one')),
  );
  const stock = inStock ? '<span class="in">in stock</span>' : '<span class="out">sold out</span>';
  return `<tr${inStock ? '' : ' class="gone"'}><th scope="row"><span class="region">${escapeHtml(region)}</span> ${named(name)}</th>
<td data-label="Face values"><span>${values}\u00a0${escapeHtml(faceCurrency)} <span class="quiet">· ${count(faces.length, 'value')}</span></span></td>
${cells.join('')}<td data-label="Stock">${stock}</td></tr>`;
}

function tierSection({ lists }: Offer): string {
  const rows = lists.flatMap(({ currency, tiers }) => tiers.map((tier) => ({ currency, ...tier })));
  if (rows.every(({ discountBps }) => discountBps === 0)) return '';
  const saving = ({ volume30d, discountBps, currency }: (typeof rows)[number]) =>
    discountBps === 0
      ? '–'
      : `${amountText(savedOn(volume30d, discountBps), currency)}\u00a0${escapeHtml(currency)}`;
  const body = rows.map(
    (tier) => `<tr><th scope="row">${named(tier.name)}</th>
<td class="figure">${amountText(tier.volume30d, tier.currency)}\u00a0${escapeHtml(tier.currency)}</td>
<td class="figure">${(tier.discountBps / BPS).toFixed(PERCENT_DECIMALS)}\u00a0%</td>
<td class="figure">${saving(tier)}</td></tr>`,
  );
  return section(
    'Prices fall with volume',
    `<p class="lead">Your tier follows your volume of the last 30 days, hour by hour. Nobody has to ask for it.</p>
<div class="wide" tabindex="0" role="region" aria-label="Tiers"><table class="tiers">
<thead><tr><th scope="col">Tier</th><th scope="col" class="figure">From a volume of</th><th scope="col" class="figure">Off the list price</th><th scope="col" class="figure">Saved a month, at least</th></tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`,
  );
}

/** What the discount saves on purchases of `volume`, which were paid at the discounted price; minor units, rounded down. */
export function savedOn(volume: number, discountBps: number): number {
  const WHOLE_BPS = 10_000;
  return Math.floor((volume / (WHOLE_BPS - discountBps)) * discountBps);
}

function shownOf(tiers: readonly OfferedTier[]): readonly OfferedTier[] {
  return tiers.filter((_, index) => isShown(index, tiers));
}

function isShown(index: number, tiers: readonly OfferedTier[]): boolean {
  return tiers.length <= TIERS_SHOWN_MAX || index === 0 || index === tiers.length - 1;
}

export function section(title: string, body: string): string {
  return `<section>\n<h2>${title}</h2>\n${body}\n</section>\n`;
}

/** A name that staff wrote, in whatever direction it is read. */
function named(name: string): string {
  return `<bdi>${escapeHtml(name)}</bdi>`;
}

function range(from: string, to: string): string {
  return from === to ? from : `${from} – ${to}`;
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
