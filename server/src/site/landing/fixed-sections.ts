import { escapeHtml } from '../../docs/index.ts';
import type { Offer } from './offer.ts';
import { section } from './offer-section.ts';

/** The default limits of a key; the operator may set others for one. */
export interface Limits {
  readonly requestsPerMinute: number;
  readonly ordersPerMinute: number;
}

/** What gift card APIs typically allow, as far as their documentation says so. */
const TYPICAL = { productsASecond: 1, codesAnOrder: 5, ordersAMinute: 6 } as const;
/** How many codes the arithmetic buys. */
const CODES = 100;
const MINUTE_S = 60;

/** The name, what it is in one sentence, and the calls from a key to codes. */
export function hero(url: string): string {
  const api = `${url}/api/v1`;
  const lines = [
    'KEY="Authorization: Bearer psnb2b_test_…"',
    `curl ${api}/inventory -H "$KEY"`,
    `curl ${api}/orders -H "$KEY" --json '{"region":"US","denomination":50,"quantity":10}'`,
    `curl ${api}/orders/ord_…/codes -H "$KEY"`,
  ];
  return `<div class="hero">
<div>
<h1>PlayStation Store gift cards, by API</h1>
<p>List what is in stock, place an order, download the codes. You buy with one call, and its reply already says “delivered”.</p>
<p class="acts"><a class="button" href="/portal/sign-up">Register your business</a> <a href="/docs/quick-start">Quick start</a> <a href="/portal/sign-in">Sign in</a></p>
</div>
<pre tabindex="0" role="region" aria-label="From key to codes"><code>${lines.map(escapeHtml).join('\n')}
</code></pre>
</div>
`;
}

/** What the limits mean in calls and seconds: ours beside typical ones. */
export function arithmetic({ products, quantityMax }: Offer, limits: Limits): string {
  const typicalOrders = Math.ceil(CODES / TYPICAL.codesAnOrder);
  const typicalSeconds = Math.round((typicalOrders / TYPICAL.ordersAMinute) * MINUTE_S);
  const atOnce = Math.max(quantityMax, 1);
  const orders = Math.ceil(CODES / atOnce);
  const rows = [
    [
      `Read prices and stock of ${products.toLocaleString('en')} products`,
      `one product a second: ${duration(Math.ceil(products / TYPICAL.productsASecond))}`,
      'one call; never older than a second',
    ],
    [
      'Read them again when nothing has changed',
      'the same again',
      'one call, an empty reply (304)',
    ],
    [
      `Buy ${CODES} codes of one product`,
      `${TYPICAL.codesAnOrder} codes an order, ${TYPICAL.ordersAMinute} orders a minute: ${duration(typicalSeconds)}`,
      `${orders === 1 ? 'one order' : `${orders} orders`}; up to ${atOnce.toLocaleString('en')} codes in each`,
    ],
    [
      'Get the codes',
      'ask again until the order is ready',
      'the reply to the order says “delivered”; one more call has all codes',
    ],
    [
      'In a minute, with one key',
      `${(TYPICAL.codesAnOrder * TYPICAL.ordersAMinute).toLocaleString('en')} codes`,
      `${(limits.ordersPerMinute * atOnce).toLocaleString('en')} codes: ${limits.ordersPerMinute} orders within ${limits.requestsPerMinute} requests`,
    ],
  ];
  const body = rows.map(
    ([task, typical, ours]) =>
      `<tr><th scope="row">${task}</th><td data-label="Typically">${typical}</td><td data-label="Here">${ours}</td></tr>`,
  );
  return section(
    'The arithmetic',
    `<p class="lead">What limits mean in calls and seconds. Ours are defaults; an agreement may set higher ones.</p>
<div class="wide" tabindex="0" role="region" aria-label="Limits compared"><table class="compared">
<thead><tr><th scope="col">To do</th><th scope="col">Typical gift card API</th><th scope="col">Here</th></tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>
<p class="quiet">“Typical” are limits in the documentation of gift card APIs; some allow more, others as little as two readings of the catalogue an hour.</p>`,
  );
}

function duration(seconds: number): string {
  if (seconds < MINUTE_S) return `${seconds} s`;
  const rest = seconds % MINUTE_S;
  return `${Math.floor(seconds / MINUTE_S)} min${rest === 0 ? '' : ` ${rest} s`}`;
}

const STEPS = [
  [
    'Check',
    '<code>GET /inventory</code> has stock and your prices for every product, never older than a second.',
  ],
  [
    'Order',
    '<code>POST /orders</code> takes codes and money in one transaction. Send an <code>Idempotency-Key</code>, and a retry never buys twice.',
  ],
  [
    'Download',
    '<code>GET /orders/{id}/codes</code> returns the codes. We record every download, with a signed receipt.',
  ],
  [
    'Rely on it',
    'A code that does not work can be claimed for 168 hours. Webhooks report every change; a recall finds you by itself.',
  ],
] as const;

export function flow(): string {
  const items = STEPS.map(([title, line]) => `<li><h3>${title}</h3><p>${line}</p></li>`);
  return section('How an order works', `<ol class="flow">\n${items.join('\n')}\n</ol>`);
}

const QUESTIONS = [
  [
    'How long until I can buy?',
    'A test key works from the first minute, with the same API and codes that are marked as tests. You get a live key after we have reviewed your business.',
  ],
  [
    'How do I pay?',
    'From a balance that you top up. An order is delivered only when the balance covers it, and a failed order costs nothing. Every change of the balance is a line of your <a href="/docs/statement">statement</a>.',
  ],
  [
    'What does a retry do?',
    'With the same <code>Idempotency-Key</code> it returns the same order again. It never buys twice. The <a href="/docs/idempotency">guide</a> says how long we remember a key.',
  ],
  [
    'Who can read my codes?',
    'Only you. We store codes encrypted and open them only for your download. You can also have them <a href="/docs/sealed-codes">sealed</a> for a key that only you have.',
  ],
  [
    'My customer has not paid yet. Can I reserve a code?',
    'Yes: a <a href="/docs/holds">hold</a> keeps codes, price and money until you confirm or cancel it. A code that nobody has read can also be returned.',
  ],
  [
    'Do I need a program?',
    'No. The portal buys up to 200 products <a href="/docs/buying">at once</a>, reveals codes one by one, and exports them as a file.',
  ],
] as const;

export function questions(): string {
  const items = QUESTIONS.map(
    ([question, answer]) => `<div><dt>${question}</dt><dd>${answer}</dd></div>`,
  );
  return section('Questions', `<dl class="questions">\n${items.join('\n')}\n</dl>`);
}

export function promise(): string {
  return section(
    'Code Support Policy',
    `<p>You can claim a code within 7 days (168 hours) of its delivery if it is invalid, is for the wrong region, or failed to arrive. We replace or refund the codes of approved claims. We decide claims on redeemed codes individually.</p>
<p><a href="/policy">Read the whole policy</a></p>`,
  );
}
