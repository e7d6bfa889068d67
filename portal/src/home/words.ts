/** The texts of the public page. */
export const words = {
  signIn: 'Sign in',
  signUp: 'Register',
  docs: 'API docs',
  headline: 'PlayStation Store gift cards, by API.',
  lead: 'List what is in stock, place an order, download the codes. You buy with one call, and its reply already says “delivered”.',
  start: 'Register your business',
  read: 'Read the API docs',
  regions: 'What we sell',
  regionsLead: (regions: number, products: number) =>
    `${products} denominations in ${regions} regions, as of now.`,
  inStock: 'in stock',
  outOfStock: 'out of stock',
  tiers: 'Prices fall with volume',
  tiersLead: 'Your tier follows your volume of the last 30 days.',
  tier: 'Tier',
  volume: 'Volume in 30 days',
  discount: 'Off the list price',
  from: 'from',
  flow: 'How an order works',
  flowSteps: [
    ['Check', 'GET /inventory shows stock and your prices, never older than a second.'],
    [
      'Order',
      'POST /orders reserves stock and money in one transaction. Send an Idempotency-Key, and a retry never buys twice.',
    ],
    ['Download', 'GET /orders/{id}/codes returns the codes. We record every download.'],
  ],
  curl: 'From key to codes',
  faq: 'Questions',
  questions: [
    [
      'How long until I can buy?',
      'A test key works from the first minute. You get a live key after a brief review of your business, typically within a day.',
    ],
    [
      'How do I pay?',
      'From a balance that you top up. We deliver an order only when your balance covers it, and a failed order returns the whole amount.',
    ],
    [
      'What does a retry do?',
      'With the same Idempotency-Key it returns the same order again. It never buys twice.',
    ],
    [
      'Who can read my codes?',
      'Only you. We store codes encrypted and open them only for your download. You can also have them sealed for a key that only you have.',
    ],
  ],
  policy: 'Code Support Policy',
  policyText:
    'You can claim a code within 7 days (168 hours) of its delivery if it is invalid, is for the wrong region, or failed to arrive. We replace or refund codes of approved claims. We decide claims on redeemed codes individually; claims of partners with an active API key have priority.',
  disclaimer:
    'Independent of Sony Interactive Entertainment, and not endorsed by it. PlayStation and PlayStation Store are its trademarks and only name what the cards are for.',
  unavailable: 'The catalogue cannot be loaded right now.',
};
