/**
 * Guards: an approval that expires. The business is notified a month, a week and a day before, once each, with a link
 * to an existing page; then only its live calls are refused; after a new review, the same key works again. The worker
 * does this by itself.
 */
import { kycItemsRequired, type NotificationList } from '@psnb2b/contract';
import type { Static } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expireApprovals } from '../../src/acts/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { parseId } from '../../src/kit/ids.ts';
import { createWorker } from '../../src/worker.ts';
import {
  bodyOf,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  staff,
  stepUp,
  upload,
  type Visitor,
} from '../../testkit/index.ts';

const DAY = 24 * 60 * 60_000;
const VALID_DAYS = 40;
const clock = drivenClock();
let shop: Shop;
let owner: Visitor;
let agent: Visitor;
let partnerId: string;
let caseId: string;

beforeAll(async () => {
  shop = await openShop({ clock });
  const signedUp = await signUp(shop);
  owner = signedUp.visitor;
  partnerId = signedUp.partnerId;
  agent = (await staff(shop, 'support')).visitor;
  caseId = (await owner.get<{ id: string }>('/kyc-case')).body.id;
});
afterAll(() => shop[Symbol.asyncDispose]());

const profile = {
  ...{ legal_name: 'Corner Shop GmbH', trading_name: null, tax_id: null },
  ...{ registration_number: 'HRB 1', website: 'https://corner.example' },
  address: { line1: 'Way 1', line2: null, city: 'Berlin', state: null, postal_code: null },
  ...{ sells_to: 'Gamers', monthly_volume: '10,000 EUR' },
  owners: [{ name: 'Olga', country: 'DE', share_percent: 100, born_on: '1980-02-29' }],
  representative: { name: 'Olga', position: 'CEO', email: ' O@corner.example ', phone: null },
};

async function handIn(): Promise<void> {
  const address = { ...profile.address, country: 'DE' };
  const set = owner.call<{ representative: { email: string } }>('PUT', '/business', {
    body: { ...profile, address },
  });
  expect((await bodyOf(clock, set)).representative.email).toBe('o@corner.example');
  for (const kind of ['registration', 'identity']) {
    const document = { kind, file_id: await upload(owner) };
    await bodyOf(clock, owner.post('/kyc-case/documents', document));
  }
  await bodyOf(clock, owner.post('/kyc-case/submit', {}));
}

async function approve(): Promise<void> {
  for (const item of kycItemsRequired) {
    await bodyOf(clock, agent.post(`/kyc-cases/${caseId}/checklist`, { item, state: 'accepted' }));
  }
  const decision = { reason: 'All agrees.', valid_days: VALID_DAYS };
  await bodyOf(clock, agent.post(`/kyc-cases/${caseId}/approve`, decision));
  await shop.settle();
}

/** Sessions do not last forty days. */
async function comeBack(): Promise<void> {
  for (const person of [owner, agent]) {
    const { rows } = await shop.app.database.reads.query<{ email: string }>(
      'SELECT email FROM identity.users WHERE door = $1',
      [person.webApp],
    );
    await person.post('/sign-in', { email: rows[0]?.email, password: PASSWORD });
    if (person.totpSecret === '') continue;
    clock.advance(30_000);
    const code = person.code(clock.now());
    await person.post('/sign-in/second-factor', { method: 'totp', code });
  }
}

async function news(kind: string) {
  const { body } = await owner.get<Static<typeof NotificationList>>('/notifications?limit=100');
  return body.data.filter((each) => each.kind === kind);
}

test('it is announced, expires, blocks only live calls, and is renewed by a new review', async () => {
  await handIn();
  await approve();
  const uuid = parseId('prt', partnerId) ?? '';
  const { text: key } = await shop.key(uuid);
  const { text: testKey } = await shop.key(uuid, { mode: 'test' });
  const call = async (bearer: string) => {
    await shop.settle();
    const { status, body } = await shop.call('GET', '/balance', { key: bearer });
    return body.code ?? status;
  };
  expect(await call(key)).toBe(200);

  const sent: Record<number, number> = {};
  const mails = async () => {
    const [row] = await shop.rows<{ count: number }>(
      `SELECT count(*) FROM kit.emails WHERE template = 'kyc.ending'`,
    );
    return row?.count ?? 0;
  };
  for (let left = VALID_DAYS; left > 0; left -= 1) {
    const before = await mails();
    await expireApprovals(shop.app);
    await expireApprovals(shop.app);
    if ((await mails()) > before) sent[left] = (await mails()) - before;
    clock.advance(DAY);
  }
  expect(sent).toEqual({ 30: 1, 7: 1, 1: 1 });
  expect(await call(key)).toBe(200);

  await using worker = createWorker(shop.app);
  await worker.drain();
  expect([await call(key), await call(testKey)]).toEqual(['partner_not_approved', 200]);
  await comeBack();
  const endings = [...(await news('kyc.ending')), ...(await news('kyc.expired'))];
  expect(endings.map(({ path }) => path)).toEqual(Array(4).fill('/business'));
  expect((await owner.get('/kyc-case')).body).toMatchObject({ status: 'expired' });
  expect((await owner.get('/tickets')).status).toBe(200);
  expect(await worker.drain()).toBeUndefined();
  expect(await news('kyc.expired')).toHaveLength(1);

  await bodyOf(clock, owner.post('/kyc-case/submit', { answer: 'Nothing changed.' }));
  await stepUp(clock, agent);
  await approve();
  expect(await call(key)).toBe(200);
  expect(await shop.verify()).toEqual([]);
});
