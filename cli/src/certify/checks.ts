/** What a program must do right before it trades, in the order in which it is tried. */
export const checks = {
  'lost-reply': {
    title: 'A lost reply is settled with the same key',
    change:
      'Create the Idempotency-Key before the first try, store it with your order, and repeat the same request with it.',
    guide: 'idempotency',
  },
  'rate-limit': {
    title: '429 is honoured',
    change:
      'After 429 wait for the seconds in Retry-After, then send the same request with the same key.',
    guide: 'rate-limits',
  },
  'unknown-outcome': {
    title: 'An unknown outcome is settled',
    change: 'Treat 503 outcome_unknown as a lost reply: repeat the same request with the same key.',
    guide: 'idempotency',
  },
  'price-change': {
    title: 'A price change is noticed',
    change:
      'Send max_unit_price with each order. After 409 price_changed read the new price and decide; do not insist.',
    guide: 'errors',
  },
  'webhook-signature': {
    title: 'A forged webhook is refused',
    change: 'Verify the signature over the raw body, and answer 400 if it does not match.',
    guide: 'webhooks',
  },
  'webhook-duplicate': {
    title: 'A webhook that comes twice is accepted twice',
    change: 'Answer 2xx to an event whose id you know, and do nothing else.',
    guide: 'webhooks',
  },
  'webhook-order': {
    title: 'A webhook that comes late is accepted',
    change:
      'Compare the sequence of the order with the one you have, ignore an older one, and answer 2xx.',
    guide: 'webhooks',
  },
  claim: {
    title: 'A claim is filed',
    change: 'Claim a code by its id with POST /claims within 168 hours of its delivery.',
    guide: 'claims',
  },
} as const satisfies Record<string, { title: string; change: string; guide: string }>;
export type CheckId = keyof typeof checks;

export interface CheckResult {
  readonly id: CheckId;
  readonly state: 'waiting' | 'passed' | 'failed';
  /** What was seen, in a sentence; null before anything was. */
  readonly detail: string | null;
}

export function isCheck(name: string): name is CheckId {
  return Object.hasOwn(checks, name);
}
