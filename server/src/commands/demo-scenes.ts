import type { Claim, ClaimReason, ClaimResolution, Order, OrderCodeList } from '@psnb2b/contract';
import { answerAsSupport, openTicketOf } from '../acts/index.ts';
import { decideAll, decideClaim } from '../claims/index.ts';
import { required } from '../kit/assert.ts';
import { parseId } from '../kit/ids.ts';
import { HOUR_MS } from '../kit/time.ts';
import { issueKey, type Tenant } from '../partners/index.ts';
import { recallFromBuyers, resolveRecall } from '../recalls/index.ts';
import type { Past } from './demo-past.ts';

export const ACTOR = 'system:demo';
export const STAFF = 'operator:demo';
/** The lot of this product is recalled. */
export const RECALLED = { region: 'GB', denomination: 25 } as const;
const RECALL_NOTE = 'The supplier reports that some of these codes were activated twice.';

/** A partner that buys by API. */
export interface DemoBuyer {
  readonly partnerId: string;
  readonly tenant: Tenant;
  readonly keyId: string;
  readonly key: string;
  /** Of all orders, in percent. */
  readonly share: number;
}

/** Claims by the day on which they are filed, counted back from today; no resolution: it still waits. */
const CLAIMS: Readonly<Record<number, readonly [ClaimReason, string, ClaimResolution | null]>> = {
  22: ['invalid', 'The console says that the code is not valid.', 'replaced'],
  15: ['wrong_region', 'Our customer has an account in Canada.', 'rejected'],
  6: ['failed', 'It was redeemed before our customer tried it.', 'refunded'],
  1: ['invalid', 'Two customers report that the code is not valid.', null],
};

/** Files the claim of a day on a code that was read then; staff decide it three hours later. */
export async function claimSomething(
  { app, clock, call }: Past,
  buyer: DemoBuyer,
  daysAgo: number,
  read: readonly OrderCodeList[],
): Promise<void> {
  const [reason, description, resolution] = CLAIMS[daysAgo] ?? [];
  const list = read.at(-1);
  const code = list?.data[0];
  if (!reason || !list || !code) return;
  const body = { order_id: list.order_id, codes: [code.id], reason, description };
  const { id } = await call<Claim>(buyer.key, 'POST', '/claims', body);
  if (!resolution) return;
  clock.advance(3 * HOUR_MS);
  const detail = resolution === 'rejected' ? 'It was sold as a code for the United States.' : null;
  await decideClaim(
    app,
    buyer.tenant,
    uuidOf('clm', id),
    (claim) => ({ codes: decideAll(claim, resolution, detail) }),
    { actor: STAFF, at: clock.now() },
  );
}

/** Everybody buys codes of the lot that turns out to be bad. */
export async function sellRecalled({ call }: Past, buyers: readonly DemoBuyer[]): Promise<void> {
  for (const [index, { key }] of buyers.entries()) {
    const body = { ...RECALLED, quantity: 4 - index };
    const { id } = await call<Order>(key, 'POST', '/orders', body);
    if (index === 0) await call(key, 'GET', `/orders/${id}/codes`);
  }
}

export async function recallBadLot({ app, clock }: Past, lotId: string): Promise<void> {
  await recallFromBuyers(app, { lotId, note: RECALL_NOTE }, { actor: STAFF });
  clock.advance(HOUR_MS);
  await resolveRecall(app, lotId, 'replaced_or_refunded', STAFF);
}

interface Question {
  readonly topic: 'billing' | 'other';
  readonly subject: string;
  readonly text: string;
  readonly answer: string | null;
}

/** Tickets by the day on which they are opened, counted back from today; no answer: it still waits. */
const QUESTIONS: Readonly<Record<number, Question>> = {
  19: {
    topic: 'billing',
    subject: 'Invoices by e-mail',
    text: 'Can our bookkeeper get the monthly invoices by e-mail?',
    answer:
      'Invite your bookkeeper under Settings → Team with the role Finance: people with this role are notified of each new invoice.',
  },
  2: {
    topic: 'other',
    subject: 'More codes for the holidays',
    text: 'We expect to need about 2,000 codes of US 50 in the week before Christmas. Can you reserve them for us?',
    answer: null,
  },
};

export async function askSomething(
  { app, clock }: Past,
  { partnerId }: DemoBuyer,
  daysAgo: number,
): Promise<void> {
  const question = QUESTIONS[daysAgo];
  if (!question) return;
  const { answer, ...asked } = question;
  const owner = { actor: ACTOR, side: 'partner', name: 'Demo owner' } as const;
  const ticket = await app.database.transaction((tx) =>
    openTicketOf(app, tx, partnerId, asked, { ...owner, at: clock.now() }),
  );
  if (answer === null) return;
  clock.advance(2 * HOUR_MS);
  const staff = { actor: STAFF, side: 'staff', name: 'Demo admin', at: clock.now() } as const;
  const message = { text: answer, fileIds: [], internal: false, owner: STAFF };
  await app.database.transaction((tx) => answerAsSupport(tx, app, ticket.ticketId, message, staff));
}

/** A few orders with test money, one of which fails for want of codes. */
export async function buyTestCodes(past: Past, partnerId: string): Promise<void> {
  const { app, clock, call } = past;
  const by = { actor: ACTOR, at: clock.now() };
  const { text } = await app.database.transaction((tx) =>
    issueKey(tx, app, partnerId, 'test', {}, by),
  );
  for (const quantity of [1, 2, 5]) {
    const body = { region: 'US', denomination: 50, quantity };
    const { id } = await call<Order>(text, 'POST', '/orders', body);
    await call(text, 'GET', `/orders/${id}/codes`);
  }
}

export function uuidOf(prefix: 'clm' | 'whe', id: string): string {
  return required(parseId(prefix, id), `${id} is an id`);
}
