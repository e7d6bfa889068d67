/** Guards: whoever sets something, by whatever call or command, leaves in the audit what it was before and what it is now. */
import {
  type AuditEntry,
  auditActions,
  type DepositMethod,
  type PriceList,
} from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setSchedule } from '../../src/backups/index.ts';
import { recomputeTiers } from '../../src/orders/index.ts';
import { setCodePatterns } from '../../src/stock/index.ts';
import {
  bodyOf,
  drivenClock,
  formatId,
  openShop,
  runHere,
  type Shop,
  staffOf,
  stepUp,
  upload,
  type Visitor,
} from '../../testkit/index.ts';

/** Has no state that anybody may read: whether a person has an authenticator is an act of its own. */
const OF_SECRETS = ['totp.set'];
const SETTING = auditActions.filter((action) => /[._]set$/.test(action));

const clock = drivenClock();
const by = () => ({ actor: 'operator:test', at: clock.now() });
let shop: Shop;
let ann: Visitor;
let partner: string;
let testKey: string;
let list: string;
let method: string;
beforeAll(async () => {
  shop = await openShop({ clock });
  [ann] = await staffOf(shop, 'admin', 'admin');
  await stepUp(clock, ann);
  await shop.tiers('name,currency,volume_30d,discount_bps\nBase,USD,0,0\nSilver,USD,100.00,100\n');
  const { partnerId } = await shop.buyer({ balance: '1.00' });
  partner = formatId('prt', partnerId);
  await recomputeTiers(shop.app);
  ({ text: testKey } = await shop.key(partnerId, { mode: 'test' }));
  list = (await post<PriceList>('/price-lists', { name: 'Resellers', currency: 'USD' })).id;
  method = (await post<DepositMethod>('/deposit-methods/bank-transfers', ACCOUNT)).id;
});
afterAll(() => shop[Symbol.asyncDispose]());

const ACCOUNT = {
  ...{ holder: 'Codes Ltd', iban: 'GB82 WEST 1234 5698 7654 32', bic: 'WESTGB2L' },
  ...{ bank: 'West Bank', currency: 'USD', usual_time: '1 working day' },
};
const SCHEDULE = {
  ...{ place: '/backups', everyHours: 24, kept: 7, recipients: ['age1one'] },
  archivesWal: false,
};
const post = <Body>(path: string, body: object) => bodyOf<Body>(clock, ann.post<Body>(path, body));
const send = (verb: 'PUT' | 'PATCH', path: string, body: object) =>
  bodyOf(clock, ann.call(verb, path, { body }));
const schedule = (everyHours: number) =>
  shop.app.database.transaction((tx) => setSchedule(tx, { ...SCHEDULE, everyHours }, by()));
const patterns = (...all: string[]) =>
  setCodePatterns(
    shop.app,
    { kind: 'product', name: 'PSN-US-50', supplierId: null },
    all,
    'operator:test',
  );
const tier = (name: string) =>
  send('PUT', `/partners/${partner}/tier`, { tier: name, days: 7, reason: 'Agreed.' });
const testBalance = (balance: string) =>
  bodyOf(clock, shop.call('POST', '/test/balance', { key: testKey, body: { balance } }));

/** One change of each, and a member of it as the audit shows it. */
const ACTS: Record<string, [act: () => Promise<unknown>, changed: readonly unknown[]]> = {
  'partner.limits_set': [
    () => send('PATCH', `/partners/${partner}/limits`, { approval_limit: '100.00' }),
    ['approval_limit', null, '100.00 USD'],
  ],
  'partner.credit_limit_set': [
    () => send('PATCH', `/partners/${partner}/limits`, { credit_limit: '10.00' }),
    ['credit_limit', '0.00 USD', '10.00 USD'],
  ],
  'partner.price_list_set': [
    () => post(`/price-lists/${list}/partners`, { partner_id: partner }),
    ['price_list', null, expect.stringMatching(/^pls_/)],
  ],
  'partner.tier_set': [() => tier('Base'), [expect.any(String), null, expect.any(String)]],
  'partner.payment_term_set': [
    () => post(`/payment-terms/partners/${partner}`, { days: 7 }),
    ['payment_days', '14', '7'],
  ],
  'payment_terms.set': [() => post('/payment-terms', { days: 21 }), ['payment_days', '14', '21']],
  'test_balance.set': [() => testBalance('250.00'), ['balance', expect.any(String), '250.00 USD']],
  'deposit_method.set': [
    () => send('PATCH', `/deposit-methods/${method}`, { usual_time: '2 working days' }),
    ['usual_time', '1 working day', '2 working days'],
  ],
  'price_list.price_set': [
    () => send('PUT', `/price-lists/${list}/prices/PSN-US-50`, { price: '50.00', before: null }),
    ['price', null, '50.00 USD'],
  ],
  'price_floor.set': [
    () => send('PUT', '/price-floors/shop', { margin_percent: 2 }),
    ['margin_bps', null, '2 %'],
  ],
  'codes.pattern_set': [
    async () => {
      await patterns('XXXX-XXXX-XXXX');
      await patterns('9999-9999', 'AAAA-AAAA');
    },
    ['patterns', 'XXXX-XXXX-XXXX', '9999-9999, AAAA-AAAA'],
  ],
  'stock_threshold.set': [
    () => send('PUT', '/stock/PSN-US-50/threshold', { codes: 5 }),
    ['codes', null, '5'],
  ],
  'stock_thresholds.set': [
    () => post('/stock/thresholds', { skus: ['PSN-US-20', 'PSN-US-100'], codes: 7 }),
    ['PSN-US-100', null, '7'],
  ],
  'shop.set': [
    () => runHere(shop, ['shop', 'set', '--brand-colour', '#00ff00']),
    ['brand_colour', null, '#00ff00'],
  ],
  'shop.logo_set': [
    async () => post('/shop/logo', { file_id: await upload(ann) }),
    ['kind', null, 'png'],
  ],
  'quota.set': [() => post('/quotas/tickets', { per_day: 7 }), ['per_day', '50', '7']],
  'claim_limit.set': [
    () => post('/claim-terms/limits', { currency: 'USD', one_person_max: '400.00' }),
    ['one_person_max', '500.00 USD', '400.00 USD'],
  ],
  'claim_terms.set': [
    async () => {
      const terms = { tier: 'Silver', decide_within_ms: 144e5 };
      await post('/claim-terms/tiers', { ...terms, answer_within_ms: 72e5 });
      await post('/claim-terms/tiers', { ...terms, answer_within_ms: 36e5 });
    },
    ['answer_within_ms', '2 h', '1 h'],
  ],
  'return_terms.set': [
    () => post('/return-terms', { return_hours: 12 }),
    ['return_hours', '24 h', '12 h'],
  ],
  'stock_limits.set': [
    () => post('/stock-limits', { release_codes: 500, discard_codes: 90 }),
    ['release_codes', null, '500'],
  ],
  'backup.schedule_set': [
    async () => {
      await schedule(24);
      await schedule(6);
    },
    ['every_hours', '24 h', '6 h'],
  ],
};

test('every act that sets something is here', () => {
  expect(Object.keys(ACTS).toSorted()).toEqual(
    SETTING.filter((action) => !OF_SECRETS.includes(action)).toSorted(),
  );
});

test.each(Object.entries(ACTS))('%s records before and after', async (action, [act, changed]) => {
  await act();
  const { data } = await bodyOf<{ data: AuditEntry[] }>(clock, ann.get(`/audit?action=${action}`));
  const shown = data[0]?.changes.map(({ member, before, after }) => [member, before, after]);
  expect(shown).toContainEqual(changed);
});

test('the first service level of a tier replaces the default', async () => {
  const terms = { tier: 'Base', answer_within_ms: 36e5, decide_within_ms: 72e5 };
  await post('/claim-terms/tiers', terms);
  const { data } = await bodyOf<{ data: AuditEntry[] }>(
    clock,
    ann.get('/audit?action=claim_terms.set&subject=Base'),
  );
  expect(data[0]?.changes).toMatchObject([
    { member: 'answer_within_ms', before: '1 d', after: '1 h' },
    { member: 'decide_within_ms', before: '3 d', after: '2 h' },
  ]);
});
