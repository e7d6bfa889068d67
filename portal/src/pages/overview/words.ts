import { groupDigits, moneyText } from '@psnb2b/ui';

const orders = (count: number) => (count === 1 ? '1 order' : `${groupDigits(count)} orders`);

export const words = {
  all: 'See all',
  modes: { live: 'Live', test: 'Test' },
  mode: 'Which mode the figures are of',
  testNote: 'Test money and test orders. Nothing here is real.',
  balance: 'Balance',
  onAccount: 'Balance on your account',
  credit: 'Credit limit',
  tier: 'Tier',
  noTier: 'There are no tiers in your currency.',
  discount: 'Off the list price',
  volume: 'Delivered in the last 30 days, as of now',
  toNext: (missing: string, currency: string, next: string, off: string, instead: string) =>
    `${moneyText(missing, currency)} more within 30 days, and you are in ${next}: ${off} off instead of ${instead}.`,
  reached: (next: string, off: string) =>
    `You have reached ${next}. Its ${off} apply from the next full hour.`,
  highest: 'You are in the highest tier.',
  progress: (next: string) => `Progress to ${next}`,
  days: 'Delivered',
  today: 'Today',
  yesterday: 'Yesterday',
  orders,
  utc: 'Days are counted in UTC.',
  waits: 'Waits for you',
  nothingWaits: 'Nothing waits for you.',
  waitsWithoutYou: 'Orders that wait without you; there is nothing to do for them:',
  ends: 'ends',
  asks: (what: string) => `Claim, ${what}: needs your answer`,
  ticket: (subject: string) => `Ticket “${subject}”: needs your answer`,
  review: 'Your review: our staff asked for more',
  start: 'Get started: the steps to your first live order',
  started: (done: number, all: number) => `${groupDigits(done)} of ${groupDigits(all)} done`,
  key: 'A live key waits to be revealed',
  keyUntil: 'until',
  recall: (codes: number) =>
    `${codes === 1 ? '1 code' : `${groupDigits(codes)} codes`} recalled: do not sell them`,
  recent: 'Recent orders',
  noOrders: 'No orders yet',
  noOrdersHint: 'What you buy here or by API appears here.',
  buy: 'Buy codes',
  chart: 'Spent in the last 30 days',
  chartSays: (total: string, currency: string, count: number) =>
    `${moneyText(total, currency)} for ${orders(count)}, less what came back.`,
  noneSpent: 'Nothing was delivered in the last 30 days.',
  table: 'Show as a table',
  day: 'Day',
  count: 'Orders',
  codes: 'Codes',
  spent: 'Spent',
  failedCalls: 'Failed calls in 24 hours',
  webhooks: 'Webhooks',
  noEndpoint: 'No live endpoint is registered.',
  healthy: (count: number) =>
    count === 1
      ? 'Your endpoint is on, and it does not fail.'
      : `All ${groupDigits(count)} endpoints are on, and none fails.`,
};
