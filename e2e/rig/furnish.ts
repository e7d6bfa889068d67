import { randomUUID } from 'node:crypto';
import { type Order, type PartnerRole, partnerRoles } from '@psnb2b/contract';
import {
  type Answer,
  base58check,
  bodyOf,
  buy,
  camtFile,
  colleague,
  type DemoEntry,
  decide,
  file,
  formatId,
  parseId,
  runImports,
  sendWebhooks,
  signUp,
  staff,
  statementOf,
  stepUp,
  supplierNamed,
  upload,
  type Visitor,
  visitor,
} from '@psnb2b/server/testkit';
import { PASSWORD } from '@psnb2b/server/testkit/people';
import { adjusted } from './adjusted.ts';
import { certified } from './certified.ts';
import type { Desk } from './desk.ts';
import { indebted } from './indebted.ts';
import { pricedAlone, priceListed, repriced } from './priced.ts';
import { addWaiting } from './waiting.ts';

type Made = { readonly id: string };
type ColleagueRole = Exclude<PartnerRole, 'owner'>;

/** The people of each web app, and one thing of each kind. */
export interface Furnished {
  readonly owner: Visitor;
  /** The owner's colleagues, one of each role. */
  readonly colleagues: Readonly<Record<ColleagueRole, Visitor>>;
  readonly admin: Visitor;
  /** Ids by the first word of their page's address. */
  readonly ids: Readonly<Record<'portal' | 'console', Readonly<Record<string, string>>>>;
  /** The lot whose codes do not all look alike. */
  readonly heldLot: string;
  /** Two orders that wait for an approval of staff, oldest first. */
  readonly waitingOrders: readonly string[];
}

/** Fills a shop with something in every list, so that its pages show rows with all of their actions. */
export async function furnish(desk: Desk): Promise<Furnished> {
  const { shop, clock } = desk;
  const well = <Body>(work: Promise<Answer<Body>>) => bodyOf(clock, work);
  const { visitor: owner, partnerId, email } = await signUp(shop, 'Nordlicht Handel & Söhne');
  const { visitor: admin } = await staff(shop, 'admin');

  const question = { topic: 'other', subject: 'Opening hours', text: 'When may we call?' };
  const { id: ticket } = await well(owner.post<Made>('/tickets', question));
  const { id: review } = await well(owner.get<Made>('/kyc-case'));
  await stepUp(clock, owner);
  await well(owner.post('/keys', { name: 'Web shop' }));
  // From here on the owner has a passkey, so the password is no longer a proof.
  const colleagues = await peopleOf(desk, owner, email);
  const document = { kind: 'registration', file_id: await upload(owner) };
  await well(owner.post('/kyc-case/documents', document));

  await stepUp(clock, admin);
  const { email: helper } = await staff(shop, 'support');
  await well(admin.post('/invitations', { email: 'new@staff.example', role: 'stock' }));
  await well(
    admin.post('/canned-answers', { title: 'Hours', topic: 'other', text: 'From nine to five.' }),
  );
  const people = await well(admin.get<{ data: (Made & { email: string })[] }>('/staff'));
  const { data: mails } = await well(admin.get<{ data: Made[] }>('/emails'));
  await shop.tiers('name,currency,volume_30d,discount_bps\nStandard,USD,0,0\n');
  // Nothing listens there, so it fails.
  const target = { url: 'http://127.0.0.1:9/hooks/psnb2b', description: 'The shop' };
  const hook = await well(owner.post<Made>('/webhook-endpoints', target));
  const { lot, claim, order, waiting } = await tradeWith(desk, owner, partnerId);
  const purchase = await purchased(desk, owner);
  await sendWebhooks(shop);
  const events = await well(owner.get<{ data: { event_id: string }[] }>('/webhook-events'));
  await stepUp(clock, admin);
  // A pending key, and more credit than one person may grant.
  await well(admin.post(`/partners/${partnerId}/keys`, { mode: 'live' }));
  const limits = { credit_limit: '900000000.00' };
  await well(admin.call('PATCH', `/partners/${partnerId}/limits`, { body: limits }));
  const terms = {
    name: 'First Hand Distribution of Gift Cards',
    claim_days: 14,
    cost_currency: 'EUR',
  };
  await well(admin.post('/suppliers', { ...terms, email: 'desk@first.example', note: 'By wire.' }));
  await certified(desk, partnerId);
  await desk.shop.app.requestLog.flush();
  const { data: calls } = await well(owner.get<{ data: Made[] }>('/request-log?minutes=10080'));
  const { id: incident } = await well(admin.post<Made>('/incidents', FAULT));
  await paidIn(desk, admin, partnerId);
  await statementBrought(desk, admin, owner);
  await adjusted(desk, admin, partnerId);
  await pricedAlone(desk, admin, partnerId);
  await invoiced(desk, partnerId);

  await fillShelves(desk);
  await indebted(desk);
  await addWaiting(desk, owner, admin);
  return {
    owner,
    colleagues,
    admin,
    ids: {
      portal: {
        ...{ support: ticket, claims: claim, orders: order, purchases: purchase },
        ...{ webhooks: hook.id, events: events.data[0]?.event_id ?? '' },
        requests: calls[0]?.id ?? '',
        recalls: await recalled(desk, admin, owner, partnerId),
      },
      console: {
        ...{ partners: partnerId, tickets: ticket, reviews: review, incidents: incident },
        ...{
          ...{ webhooks: hook.id, claims: claim, orders: order },
          lots: lot,
          emails: mails[0]?.id ?? '',
          prices: 'PSN-US-50',
          'access-review': await reviewedAccess(desk, admin),
          staff: people.data.find((each) => each.email === helper)?.id ?? '',
        },
        'price-changes': await repriced(desk, admin),
        imports: await importedFile(desk, admin),
        'price-lists': await priceListed(desk, admin, partnerId),
        suppliers: formatId('sup', await supplierNamed(desk.shop.app.database, 'A supplier')),
      },
    },
    heldLot: await heldLot(desk),
    waitingOrders: waiting,
  };
}

/** Puts codes of products up for sale that nobody else here buys, or waits for. */
async function fillShelves({ shop }: Desk): Promise<void> {
  const products = [
    ['US', 10],
    ['US', 20],
    ['US', 100],
    ['JP', 1100],
  ] as const;
  for (const [region, denomination] of products) {
    await shop.stock({ region, denomination, codes: 40 });
  }
}

const FAULT = {
  ...{ title: 'Orders are slow', parts: ['api', 'codes'], impact: 'degraded' },
  ...{ step: 'investigating', text: 'Some orders take up to a minute.\nNone is lost.' },
};

/** An invoice is issued once a month is over; for a row in the lists that is too long. */
async function invoiced({ shop, clock }: Desk, partner: string): Promise<void> {
  await shop.rows(
    `INSERT INTO invoicing.documents (document_id, tenant_id, kind, year, number, issued_at, month, currency, lines,
                                      total, net, tax, parties)
     SELECT gen_random_uuid(), t.tenant_id, 'invoice', 2026, 1, $2, '2026-01-01', 'USD', 1, 9400, 9400, 0, ''
       FROM partners.tenants t WHERE t.partner_id = $1 AND t.mode = 'live' RETURNING 1`,
    [parseId('prt', partner), clock.now()],
  );
}

/** Signs a review of who on the staff may do what, and returns its id. */
async function reviewedAccess({ clock }: Desk, admin: Visitor): Promise<string> {
  const members = admin.get<{ data: { access_since: string }[] }>('/access-reviews/members');
  const since = (await bodyOf(clock, members)).data.map(({ access_since }) => access_since).sort();
  const seen = { latest_access_since: since.at(-1), note: 'Nobody has more than they need.' };
  return (await bodyOf(clock, admin.post<Made>('/access-reviews', seen))).id;
}

/** Adds an account and an asset to pay to, and payments in two states. */
async function paidIn({ shop, clock }: Desk, admin: Visitor, partner_id: string): Promise<void> {
  const well = <Body>(work: Promise<Answer<Body>>) => bodyOf(clock, work);
  const { visitor: finance } = await staff(shop, 'finance');
  const account = {
    ...{ holder: 'Codes Wholesale GmbH', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' },
    ...{ bank: 'Example Bank', currency: 'EUR', usual_time: '1 working day' },
  };
  const tether = { asset: 'USDT', network: 'tron', confirmations: 20, usual_time: '30 minutes' };
  await stepUp(clock, finance);
  const bank = await well(finance.post<Made>('/deposit-methods/bank-transfers', account));
  const asset = await well(finance.post<Made>('/deposit-methods/digital-assets', tether));
  const addresses = [base58check(0x41, 1), base58check(0x41, 2)];
  await well(finance.post(`/deposit-methods/${asset.id}/addresses`, { addresses }));
  await well(admin.post(`/deposit-methods/${bank.id}/confirm`, { addresses: 0 }));
  await well(admin.post(`/deposit-methods/${asset.id}/confirm`, { addresses: 2 }));
  const paid = (method_id: string, more: object) =>
    well(finance.post<Made>('/deposits', { partner_id, method_id, ...more }));
  const transfer = { reference: '2026112400017', sent_amount: '1000.00', amount: '1084.00' };
  const { id } = await paid(bank.id, transfer);
  await well(admin.post(`/deposits/${id}/credit`, {}));
  const transaction = `${'9c1f0e2d'.repeat(8)}:0`;
  const block = { reference: transaction, sent_amount: '2500.5', confirmations: 3 };
  await paid(asset.id, { ...block, amount: '2500.50' });
}

/** Imports a statement with a line for each list of bank lines, and leaves a gap after the first day. */
async function statementBrought({ clock }: Desk, admin: Visitor, owner: Visitor) {
  const iban = 'GB82WEST12345698765432';
  const account = { name: 'Main account in dollars', number: iban, currency: 'USD' };
  const bank = await bodyOf(clock, admin.post<Made>('/bank-accounts', account));
  await bodyOf(clock, admin.post<Made>('/bank-accounts', { name: 'Savings', currency: 'USD' }));
  type Way = { readonly reference: string | null };
  const ways = await bodyOf(clock, owner.get<{ data: Way[] }>('/deposit-methods'));
  const reference = ways.data.find((way) => way.reference !== null)?.reference ?? '';
  const payer = 'Nordlicht Handel & Söhne';
  const day = (date: string, opening: number, entries: Omit<DemoEntry, 'day'>[]) =>
    camtFile([
      statementOf(
        iban,
        [date, date],
        opening,
        entries.map((entry) => ({ day: date, ...entry })),
      ),
    ]);
  const first = day('2026-11-02', 1_000_000, [
    {
      amount: 250_000,
      payer,
      text: `Top-up ${reference.replace(/(.{4})/g, '$1 ')}`,
      bankReference: '4711-1',
    },
    {
      amount: 80_000,
      payer: 'NORDLICHT HANDEL',
      text: 'gift cards november',
      bankReference: '4711-2',
    },
    {
      amount: 12_345,
      payer: 'Somebody',
      text: 'for the cards, thank you',
      bankReference: '4711-3',
    },
    { amount: 60_000, payer, text: reference, bankReference: '4711-4' },
    { amount: 950, payer: 'West Bank', text: 'Interest', bankReference: '4711-5' },
    { amount: -1_500, payer: 'West Bank', text: 'Fee of the account', bankReference: '4711-6' },
  ]);
  const second = day('2026-11-04', 1_500_000, [{ amount: 5_000, payer, text: 'late' }]);
  await stepUp(clock, admin);
  for (const bytes of [first, second]) {
    const sent = { name: 'statement.xml', bytes: new Uint8Array(bytes) };
    await bodyOf(clock, admin.call('POST', '/bank-statements', { file: sent }));
  }
  const lines = await bodyOf(
    clock,
    admin.get<{ data: { id: string; version: number; outside_id: string }[] }>(
      `/bank-lines?account_id=${bank.id}`,
    ),
  );
  const one = (outside: string) => lines.data.find(({ outside_id }) => outside_id === outside);
  const paid = one('4711-4');
  const accepted = { lines: [{ line_id: paid?.id, version: paid?.version }] };
  await bodyOf(clock, admin.post('/bank-lines/accept', accepted));
  const interest = one('4711-5');
  const why = { version: interest?.version, reason: 'Interest of our own bank.' };
  await bodyOf(clock, admin.post(`/bank-lines/${interest?.id}/dismiss`, why));
}

/** Adds a colleague of each role, an invitation, another browser and a passkey. */
async function peopleOf(
  { shop }: Desk,
  owner: Visitor,
  email: string,
): Promise<Record<ColleagueRole, Visitor>> {
  const colleagues: Partial<Record<PartnerRole, Visitor>> = {};
  for (const role of partnerRoles) {
    if (role === 'owner') continue;
    colleagues[role] = (await colleague(shop, owner, role)).visitor;
  }
  await owner.post('/invitations', { email: 'new@shop.example', role: 'read_only' });
  await visitor(shop, 'portal').post('/sign-in', { email, password: PASSWORD });
  await shop.rows(
    `INSERT INTO identity.passkeys (passkey_id, user_id, credential_id, public_key, sign_count,
       transports, name, created_at)
     SELECT gen_random_uuid(), user_id, $2, '', 0, '{}', 'The telephone in the shop', now()
       FROM identity.users WHERE email = $1 RETURNING 1`,
    [email, randomUUID()],
  );
  return colleagues as Record<ColleagueRole, Visitor>;
}

/**
 * Adds a waiting claim, orders in each state that waits, and a lot with one code under a supplier claim and one that was withdrawn before anybody had
 * read it.
 */
async function tradeWith(
  { shop, clock }: Desk,
  owner: Visitor,
  partner: string,
): Promise<Readonly<Record<'lot' | 'claim' | 'order', string>> & { readonly waiting: string[] }> {
  const { lotId } = await shop.stock({ codes: 6 });
  const partnerId = parseId('prt', partner) ?? '';
  await shop.change(partnerId, { approved: true });
  await shop.deposit(partnerId, '900.00');
  const { text: key } = await shop.key(partnerId);
  const { order, codes } = await buy(shop, key, 2);
  const [first, second] = codes.map(({ id }) => id);
  const filing = { order_id: order.id, reason: 'invalid', description: 'Not valid.' };
  const { id: claim } = await bodyOf(
    clock,
    owner.post<Made>('/claims', { ...filing, codes: [first] }),
  );
  const read = await file(shop, key, order.id, [second]);
  await decide(shop, read.body.id, 'refunded', 'staff:ann');
  const body = { region: 'US', denomination: 50, quantity: 1 };
  const { body: unread } = await shop.call<Order>('POST', '/orders', { key, body });
  const [withdrawn] = await shop.rows<{ id: string }>(
    'SELECT code_id AS id FROM orders.codes_of(ARRAY[$1::uuid])',
    [parseId('ord', unread.id)],
  );
  const ids = [formatId('cod', withdrawn?.id ?? '')];
  const filed = await file(shop, key, unread.id, ids, { reason: 'failed' });
  await decide(shop, filed.body.id, 'refunded', 'staff:bob');
  for (const more of [{ payment: 'hold' }, { fill: 'wait', quantity: 9, reference: 'PO-1042' }]) {
    await shop.call('POST', '/orders', { key, body: { ...body, ...more } });
  }
  for (const quantity of [4, 3]) {
    const wait = { ...body, quantity, fill: 'wait' };
    const { body: failed } = await shop.call<Order>('POST', '/orders', { key, body: wait });
    await shop.call('POST', `/orders/${failed.id}/cancel`, { key });
  }
  await shop.change(partnerId, { approvalLimit: 0 });
  const waiting: string[] = [];
  for (const reference of ['PO-1044', 'PO-1045']) {
    const large = { ...body, reference };
    waiting.push((await shop.call<Order>('POST', '/orders', { key, body: large })).body.id);
  }
  await shop.change(partnerId, { approvalLimit: null });
  return { lot: formatId('lot', lotId), claim, order: order.id, waiting };
}

/** A purchase with a delivered line, one that waits and one that was refused: its id. */
async function purchased({ shop, clock }: Desk, owner: Visitor): Promise<string> {
  await shop.stock({ denomination: 10, codes: 2 });
  const line = (key: string, quantity: number, denomination = 10) => ({
    ...{ key, region: 'US', denomination, quantity },
  });
  const id = formatId('pur', randomUUID());
  const numbered = { id, reference: 'PO-1043' };
  const now = { ...numbered, lines: [line('a', 1), line('b', 900)] };
  await bodyOf(clock, owner.post<Made>('/purchases', now));
  const later = { ...numbered, fill: 'wait', known_keys: ['a', 'b'], lines: [line('c', 5)] };
  await bodyOf(clock, owner.post<Made>('/purchases', later));
  return id;
}

/** Recalls codes that the business has bought: the recall's id. */
async function recalled(
  { shop, clock }: Desk,
  admin: Visitor,
  owner: Visitor,
  partner: string,
): Promise<string> {
  const rows = ['RECL-0001-ABCD', 'RECL-0002-ABCD'].map((code) => `GB,50,${code},55.00\n`).join('');
  const lotId = await shop.importFile(`region,denomination,code,cost\n${rows}`);
  const { text: key } = await shop.key(parseId('prt', partner) ?? '');
  const body = { region: 'GB', denomination: 50, quantity: 2, reference: 'PO-1041' };
  await bodyOf(clock, shop.call<Order>('POST', '/orders', { key, body }));
  const note = { note: 'The supplier withdrew them.' };
  await bodyOf(clock, admin.post(`/lots/${formatId('lot', lotId)}/recall`, note));
  const { data } = await bodyOf(clock, owner.get<{ data: Made[] }>('/recalls'));
  return data[0]?.id ?? '';
}

/** Imports a file with a browser's calls, of which one row is accepted and two are refused: its id. */
async function importedFile({ shop, clock }: Desk, admin: Visitor): Promise<string> {
  const rows = ['US,50,UPLD-0001-ABCD', 'XX,50,UPLD-0002-ABCD', 'US,50,2.19E+26'];
  const bytes = new TextEncoder().encode(['region,denomination,code', ...rows, ''].join('\n'));
  const body = { file_name: 'first-hand-november.csv', bytes: bytes.length };
  await stepUp(clock, admin);
  const { id } = await bodyOf(clock, admin.post<Made>('/imports', body));
  const file = { name: 'piece', bytes };
  await bodyOf(clock, admin.call('POST', `/imports/${id}/pieces?position=0`, { file }));
  await bodyOf(clock, admin.post(`/imports/${id}/start`));
  await runImports({ ...shop.app, isStopping: () => false });
  return id;
}

async function heldLot({ shop }: Desk): Promise<string> {
  const codes = ['ABCD-EF12-GH34', 'KLMN-PQ56-RS78', '123456789012'];
  const rows = codes.map((code) => `US,50,${code}\n`).join('');
  return formatId('lot', await shop.importFile(`region,denomination,code\n${rows}`, false));
}
