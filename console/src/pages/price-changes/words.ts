import type {
  PriceChangeState,
  PriceJump,
  PriceLineResult,
  PriceRounding,
  PriceRuleKind,
  SkipReason,
} from '@psnb2b/contract/states';
import { groupDigits, moneyText, type Tone, utcText } from '@psnb2b/ui';
import { some } from '../../some.ts';

const pricesOf = (count: number) => some(count, 'price');

/** The texts about changes of many list prices. */
export const words = {
  lead: 'Changes of many list prices: what waits, what is scheduled, and what was set.',
  list: 'Price changes',
  make: 'Change prices',
  state: 'State',
  states: {
    waiting: 'Waiting for a second admin',
    scheduled: 'Scheduled',
    applied: 'Applied',
    cancelled: 'Cancelled',
  } satisfies Record<PriceChangeState, string>,
  reason: 'Reason',
  madeBy: 'Made by',
  madeAt: 'Made',
  takesEffect: 'Takes effect',
  atOnce: 'At once',
  endedBy: 'Ended by',
  endedAt: 'Ended',
  prices: 'Prices',
  before: 'Before',
  changed: 'Changed',
  leftOut: 'Left out',
  none: 'There is no price change',
  noneHint: 'Change prices by a rule or from a file; you see the effect before anything is set.',
  result: 'Result',
  results: {
    changed: 'Set',
    unchanged: 'Already so',
    below_floor: 'Left out: below the floor',
    superseded: 'Left out: set again since',
  } satisfies Record<PriceLineResult, string>,
  notYet: 'Not yet',
  notSet: 'Not set',
  facts: 'Change',
  id: 'Id',
  change: 'Change it',
  cancel: 'Cancel this change',
  cancelSays: 'No price changes. The change stays in the list as cancelled.',
  cancelled: 'The change is cancelled.',
  seeProposal: 'It needs a second admin: see proposals',
  leftOutSays: (count: number) =>
    `${some(count, 'price was', 'prices were')} left out when the change took effect: below the floor by then, or set again since. Set again what you still want.`,
  replaced: (price: string, currency: string) =>
    `Replaced ${moneyText(price, currency)}, which its author had not seen`,
};

/** The texts of a new change. */
export const newWords = {
  replaces: (reason: string) =>
    `It replaces the change “${reason}”, which is cancelled once you confirm this one.`,
  lead: 'Nothing is set until you confirm what you see.',
  how: 'New prices',
  by: { rule: 'By a rule', file: 'From a file' },
  byLabel: 'How new prices are made',
  currency: 'Currency',
  rule: 'Rule',
  rules: {
    percent: 'Percentage on the list price',
    cost_plus: 'Margin on the highest cost',
  } satisfies Record<PriceRuleKind, string>,
  percent: 'Percentage',
  percentHint: 'With at most two decimals; −2.5 lowers prices.',
  rounding: 'Round up to',
  roundings: {
    minor: 'Smallest unit',
    x5: 'Next 0 or 5',
    x9: 'Next 9',
  } satisfies Record<PriceRounding, string>,
  search: 'Products',
  searchHint: 'Part of a SKU or of a region’s name; empty: all products.',
  status: 'State',
  plan: 'See what changes',
  fileLead:
    'Download the list, change its prices, and paste or open the file. A row without a price changes nothing.',
  download: 'Download the list',
  open: 'Open a file',
  csv: 'Prices',
  effect: 'What changes',
  nothing: 'No price would change',
  nothingHint: 'Every product that matches has this price already, or no price can be made for it.',
  product: 'Product',
  now: 'Now',
  next: 'New',
  nextOf: (sku: string) => `New price of ${sku}`,
  change: 'Change',
  cost: 'Highest cost',
  unknown: 'unknown',
  margin: 'Margin',
  floor: 'Floor',
  take: 'In',
  takeOf: (sku: string) => `Change ${sku}`,
  belowFloor: 'Below the floor',
  first: 'First price',
  uncovered: 'Lower, cost unknown',
  jumpNotes: {
    price: '10 × or more',
    face_value: 'Far from its face value',
    cost: 'Far from its cost',
    currency: 'In this currency?',
  } satisfies Record<PriceJump, string>,
  own: (count: number) =>
    count === 1 ? '1 own price stays' : `${groupDigits(count)} own prices stay`,
  scheduled: 'Scheduled for',
  summary: (first: number, up: number, down: number, same: number) =>
    `${first === 0 ? '' : `${first === 1 ? '1 first price' : `${groupDigits(first)} first prices`}, `}${pricesOf(up)} up, ${groupDigits(down)} down, ${groupDigits(same)} the same already.`,
  unknownCosts: (count: number) =>
    `The cost is unknown for ${count === 1 ? '1 product' : `${groupDigits(count)} products`}, so no margin is shown.`,
  floors: (count: number) =>
    `${some(count, 'price may be below the floor or is the first of its product', 'prices may be below the floor or are the first of their product')}: a second admin has to approve the whole change.`,
  partners: (count: number) =>
    count === 1
      ? '1 business pays another price.'
      : `${groupDigits(count)} businesses pay other prices.`,
  noPartners: 'No approved business pays another price.',
  large: (count: number) =>
    count === 1
      ? '1 business has a change of a tenth or more:'
      : `${groupDigits(count)} businesses have a change of a tenth or more:`,
  largeOf: (prices: number, most: string) => `${pricesOf(prices)}, up to ${most}`,
  skipped: (count: number) =>
    count === 1 ? '1 product was skipped' : `${groupDigits(count)} products were skipped`,
  skips: {
    no_price: 'has no list price to change',
    cost_unknown: 'has no known cost in this currency',
    too_large: 'would get a price that is too large',
  } satisfies Record<SkipReason, string>,
  filters: { all: 'All', floor: 'Need two', jump: 'Slip?', unknown: 'Cost unknown' },
  filter: 'Show',
  confirm: 'Confirm',
  reason: 'Reason',
  reasonHint: 'Colleagues read it in the history of each price.',
  when: 'When',
  whenHint: 'In your time zone; empty: at once.',
  utc: (at: string) => `That is ${utcText(at)}. Orders placed before keep today’s price.`,
  jumps: 'These prices look like a slip. Tick each one that you mean:',
  jumpOf: (sku: string, before: string, after: string, currency: string) =>
    `${sku}: ${groupDigits(before)} → ${moneyText(after, currency)}`,
  jumpWhy: {
    price: () => 'Ten times the price now or more, or a tenth of it or less.',
    face_value: (card) => `Twice what ${card} are worth or more, or half of it or less.`,
    cost: () => 'Twice what its codes cost or more, or half of it or less.',
    currency: (card) => `The number on the card, which is ${card}.`,
  } satisfies Record<PriceJump, (card: string) => string>,
  tickAll: 'Tick every price above that you mean, correct it, or take it out.',
  submit: (count: number) => `Change ${pricesOf(count)}`,
  schedule: (count: number) => `Schedule ${pricesOf(count)}`,
  propose: (count: number) => `Propose ${pricesOf(count)}`,
  again: 'Look again',
  done: (count: number) => `${pricesOf(count)} changed.`,
  saved: {
    waiting: 'The change waits for a second admin.',
    scheduled: 'The change is scheduled.',
    cancelled: 'The change is cancelled.',
  } satisfies Record<Exclude<PriceChangeState, 'applied'>, string>,
};

export const changeTones: Readonly<Record<PriceChangeState, Tone>> = {
  waiting: 'wait',
  scheduled: 'wait',
  applied: 'good',
  cancelled: 'neutral',
};

export const resultTones: Readonly<Record<PriceLineResult, Tone>> = {
  changed: 'good',
  unchanged: 'neutral',
  below_floor: 'bad',
  superseded: 'wait',
};
