/**
 * Guards: many list prices change together or not at all, exactly as their preview said; nobody changes what somebody else has changed
 * meanwhile, sells below cost alone, or sets a price by a slip of a digit or of a currency, also the first of a product; a file is refused with each of its faults; a
 * scheduled change takes effect once, however late; and the history has every price that was set.
 */
import type { PriceChange, PriceChangePlan, PriceHistoryEntry } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPriceChanges } from '../../src/acts/index.ts';
import {
  bodyOf,
  codeOf,
  drivenClock,
  openShop,
  type Shop,
  signUp,
  staffOf,
  stepUp,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let ann: Visitor;
let bob: Visitor;
let fay: Visitor;
let reader: Visitor;
beforeAll(async () => {
  shop = await openShop({ clock });
  [ann, bob, fay, reader] = await staffOf(shop, 'admin', 'admin', 'finance', 'read_only');
  const rows = ['US,50,AAAA-BBBB-0001,45.00', 'US,10,AAAA-BBBB-0002,9.00'];
  await shop.importFile(`region,denomination,code,cost\n${rows.join('\n')}\n`);
});
afterAll(() => shop[Symbol.asyncDispose]());

interface Wanted {
  readonly sku: string;
  readonly before: string | null;
  readonly after: string;
  readonly currency?: string;
}
const planRule = (body: object, by = fay) =>
  bodyOf<PriceChangePlan>(clock, by.post('/price-changes/plan-rule', body));
const planFile = <Body = Record<string, unknown>>(csv: string) =>
  fay.post<Body>('/price-changes/plan-file', { csv });
const change = (by: Visitor, wanted: readonly Wanted[], more: object = {}) => {
  const lines = wanted.map((line) => ({ currency: 'USD', ...line }));
  return by.post<PriceChange>('/price-changes', { lines, jumps: [], reason: 'A test.', ...more });
};
const made = (by: Visitor, wanted: readonly Wanted[], more: object = {}) =>
  bodyOf<PriceChange>(clock, change(by, wanted, more));
const priceOf = async (sku: string) => {
  const { body } = await reader.get<{ prices: { list_price: string; currency: string }[] }>(
    `/products/${sku}`,
  );
  return body.prices.find(({ currency }) => currency === 'USD')?.list_price;
};
const faultsOf = async (answer: Promise<{ body: Record<string, unknown> }>) =>
  ((await answer).body.errors as { pointer: string; detail: string }[]).map(
    ({ pointer, detail }) => `${pointer}: ${detail}`,
  );

test('a rule is previewed with costs, margins and floors, and the change is exactly the preview', async () => {
  const rule = { currency: 'USD', rule: 'percent', percent: 2, rounding: 'x9', region: 'US' };
  const plan = await planRule(rule);
  expect(plan.lines.map(({ sku, before, after }) => `${sku} ${before} ${after}`)).toEqual([
    'PSN-US-10 9.50 9.69',
    'PSN-US-20 19.00 19.39',
    'PSN-US-50 47.00 47.99',
    'PSN-US-100 93.00 94.89',
  ]);
  const [ten, twenty] = plan.lines;
  expect(ten).toMatchObject({ cost_high: '9.00', margin_before_bps: 526, margin_after_bps: 712 });
  expect(ten).toMatchObject({ floor: '9.00', below_floor: false, needs_two: false });
  // Nothing is known of its cost: that is not 0.
  expect(twenty).toMatchObject({ cost_high: null, margin_after_bps: null, floor: null });
  expect(plan.skipped).toContainEqual({ sku: 'PSN-US-25', why: 'no_price' });
  const wanted = plan.lines.map(({ sku, before, after }) => ({ sku, before, after }));
  expect(await made(fay, wanted)).toMatchObject({ state: 'applied', prices: 4, changed: 4 });
  for (const { sku, after } of wanted) expect(await priceOf(sku)).toBe(after);
  expect((await planRule({ ...rule, percent: 0, rounding: 'minor' })).lines).toEqual([]);
  expect(await codeOf(reader.post('/price-changes/plan-rule', rule))).toBe('role_missing');
});

test('cost plus a margin needs a known cost', async () => {
  const rule = { currency: 'USD', rule: 'cost_plus', percent: 5, rounding: 'minor', region: 'US' };
  const plan = await planRule(rule);
  expect(plan.lines.map(({ sku, after }) => `${sku} ${after}`)).toEqual([
    'PSN-US-10 9.45',
    'PSN-US-50 47.25',
  ]);
  expect(plan.skipped).toContainEqual({ sku: 'PSN-US-20', why: 'cost_unknown' });
  expect(await codeOf(fay.post('/price-changes/plan-rule', { ...rule, percent: 1.234 }))).toBe(
    'validation_failed',
  );
});

test('businesses that pay another price are counted, large changes named', async () => {
  const { visitor, partnerId } = await signUp(shop, 'Large Change Ltd');
  expect((await visitor.get('/me')).status).toBe(200);
  await shop.rows(
    'UPDATE partners.partners SET approved_at = $1, was_approved = true WHERE name = $2 RETURNING 1',
    [clock.now(), 'Large Change Ltd'],
  );
  const rule = { currency: 'USD', rule: 'percent', percent: 15, rounding: 'minor', region: 'US' };
  const { partners } = await planRule(rule);
  expect(partners).toMatchObject({ concerned: 1, large_count: 1 });
  expect(partners.large[0]).toMatchObject({
    partner: { id: partnerId },
    prices: 4,
    most_bps: 1506,
  });
  expect((await planRule({ ...rule, percent: 1 })).partners).toMatchObject({
    concerned: 1,
    large: [],
  });
});

test('the second of two who change a price sees who was first, and nothing of the change is done', async () => {
  await made(ann, [{ sku: 'PSN-US-20', before: '19.39', after: '19.50' }]);
  const second = await change(fay, [
    { sku: 'PSN-US-20', before: '19.39', after: '19.60' },
    { sku: 'PSN-US-10', before: '9.69', after: '9.80' },
  ]);
  expect(second.body).toMatchObject({ code: 'invalid_state', current_status: 'changed' });
  const { user } = await bodyOf<{ user: { name: string } }>(clock, ann.get('/me'));
  expect((second.body as unknown as { detail: string }).detail).toContain(
    `PSN-US-20 is 19.50 USD now (${user.name}, `,
  );
  expect(await priceOf('PSN-US-10')).toBe('9.69');
  expect(await priceOf('PSN-US-20')).toBe('19.50');
});

test('a price that becomes ten times as high is confirmed by its product', async () => {
  const line = { sku: 'PSN-US-20', before: '19.50', after: '195.00' };
  expect(await faultsOf(change(fay, [line]))).toEqual([
    expect.stringMatching(
      /^\/lines\/0\/after: PSN-US-20 would change from 19.50 to 195.00 USD, ten/,
    ),
  ]);
  expect(await priceOf('PSN-US-20')).toBe('19.50');
  await made(fay, [line], { jumps: [{ sku: 'PSN-US-20', currency: 'USD' }] });
  expect(await priceOf('PSN-US-20')).toBe('195.00');
  const single = { currency: 'USD', list_price: '19.50', before: '195.00' };
  expect(await codeOf(fay.post('/products/PSN-US-20/price', single))).toBe('validation_failed');
});

test('a first price far from what its card is worth is confirmed, however it is set', async () => {
  const line = { sku: 'PSN-US-25', currency: 'USD', after: '240.00' };
  const plan = await bodyOf(
    clock,
    planFile<PriceChangePlan>(
      'region,denomination,currency,list_price\nUS,25,USD,240.00\nGB,20,USD,20.50\n',
    ),
  );
  expect(plan.lines.map(({ sku, before, jump }) => `${sku} ${before} ${jump}`)).toEqual([
    'PSN-US-25 null face_value',
    'PSN-GB-20 null null',
  ]);
  const wanted = { ...line, before: null };
  const doubt =
    '240.00 USD for PSN-US-25 is twice what 25 USD are worth, or half of it: confirm it, ';
  const later = { takes_effect_at: new Date(clock.now().getTime() + 60_000).toISOString() };
  for (const more of [{}, later]) {
    expect(await faultsOf(change(ann, [wanted], more))).toEqual([
      expect.stringContaining(`/lines/0/after: ${doubt}`),
    ]);
  }
  const single = { currency: 'USD', list_price: '240.00', before: null };
  const path = '/products/PSN-US-25/price';
  expect((await fay.get(`${path}-plan?currency=USD&list_price=240.00`)).body).toMatchObject({
    jump: 'face_value',
  });
  expect(await faultsOf(ann.post(path, single))).toEqual([
    expect.stringContaining(`/list_price: ${doubt}`),
  ]);
  expect(await priceOf('PSN-US-25')).toBeUndefined();
  // A first price is proposed to a second admin.
  const { status } = await ann.post(path, { ...single, jump: true });
  expect(status).toBe(202);
  const jumps = [{ sku: 'PSN-US-25', currency: 'USD' }];
  const waiting = await made(ann, [wanted], { jumps });
  expect(waiting).toMatchObject({ state: 'waiting' });
  for (const { id } of (await bodyOf<{ data: { id: string }[] }>(clock, ann.get('/proposals')))
    .data)
    await bodyOf(clock, ann.post(`/proposals/${id}/refuse`));
});

test('a price that may be below cost lets the whole change wait for a second admin', async () => {
  const wanted = [
    { sku: 'PSN-US-10', before: '9.69', after: '8.99' },
    { sku: 'PSN-US-50', before: '47.99', after: '48.00' },
  ];
  const waiting = await made(ann, wanted);
  expect(waiting).toMatchObject({ state: 'waiting', changed: 0 });
  expect(await priceOf('PSN-US-50')).toBe('47.99');
  const { body } = await bob.get<{ data: { id: string; kind: string; subject: object }[] }>(
    '/proposals?state=waiting',
  );
  const proposal = body.data.find(({ kind }) => kind === 'price_change');
  expect(proposal).toMatchObject({ subject: { id: waiting.id } });
  await bodyOf(clock, bob.post(`/proposals/${proposal?.id}/approve`));
  expect(await priceOf('PSN-US-10')).toBe('8.99');
  expect(await priceOf('PSN-US-50')).toBe('48.00');

  const rejected = await made(ann, [{ sku: 'PSN-US-10', before: '8.99', after: '8.00' }]);
  const { body: again } = await bob.get<{ data: { id: string }[] }>('/proposals?state=waiting');
  await bodyOf(clock, bob.post(`/proposals/${again.data[0]?.id}/refuse`));
  const read = await reader.get<PriceChange>(`/price-changes/${rejected.id}`);
  expect(read.body).toMatchObject({ state: 'cancelled', changed: 0 });
  expect(await priceOf('PSN-US-10')).toBe('8.99');
});

test('a file is refused with every fault and its line, and its export is read again', async () => {
  const header = 'region,denomination,currency,list_price';
  const rows = [
    'US,10,USD,0',
    'US,11,USD,4.00',
    'US,50,USD,50.00',
    'US,50,USD,51.00',
    'US,20,USD,',
  ];
  expect(await faultsOf(planFile([header, ...rows].join('\n')) as never)).toEqual([
    expect.stringMatching(/^\/2\/list_price: Line 2: The price must be a number above 0/),
    '/3/denomination: Line 3: There is no product of 11 in region US.',
    '/5/denomination: Line 5: Line 4 sets this price too.',
  ]);
  const own = `${header},partner\nUS,50,USD,50.00,prt_x`;
  expect(await faultsOf(planFile(own) as never)).toEqual([
    expect.stringContaining('sets list prices alone'),
  ]);
  const file = (await fay.get('/products/export?region=US&currency=USD')).text;
  expect(file).toContain('US,50,USD,48.00\r\n');
  expect(file).toContain('US,25,USD,\r\n');
  expect((await planFile(file)).body).toMatchObject({ lines: [], unchanged: 4 });
  const edited = file.replace('US,50,USD,48.00', 'US,50,USD,48.25');
  expect((await planFile(edited)).body).toMatchObject({
    lines: [{ sku: 'PSN-US-50', before: '48.00', after: '48.25' }],
  });
});

test('a scheduled change takes effect at its time, once, however late, and not before', async () => {
  const at = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000);
  const line = { sku: 'PSN-US-50', before: '48.00', after: '49.00' };
  expect(await faultsOf(change(fay, [line], { takes_effect_at: at(-1).toISOString() }))).toEqual([
    expect.stringMatching(/^\/takes_effect_at: The time must be later than now, 2026-/),
  ]);
  const takes_effect_at = at(5).toISOString();
  const scheduled = await made(fay, [line], { takes_effect_at });
  expect(scheduled).toMatchObject({ state: 'scheduled', takes_effect_at });
  const { lines } = await bodyOf<PriceChangePlan>(
    clock,
    fay.post('/price-changes/plan-lines', {
      lines: [{ sku: 'PSN-US-50', currency: 'USD', after: '50.00' }],
    }),
  );
  expect(lines).toMatchObject([{ scheduled_at: takes_effect_at }]);
  expect(await runPriceChanges(shop.app)).toBe(0);
  expect(await priceOf('PSN-US-50')).toBe('48.00');
  // The worker was down: it is late, and two of them start at once.
  clock.advance(15 * 60_000);
  const ran = await Promise.all([runPriceChanges(shop.app), runPriceChanges(shop.app)]);
  expect(ran[0] + ran[1]).toBe(1);
  await shop.settle();
  expect(await priceOf('PSN-US-50')).toBe('49.00');
  const { body } = await reader.get<PriceChange>(`/price-changes/${scheduled.id}`);
  expect(body).toMatchObject({ state: 'applied', changed: 1, lines: [{ result: 'changed' }] });
  await stepUp(clock, fay);
  expect(await codeOf(fay.post(`/price-changes/${scheduled.id}/cancel`))).toBe('invalid_state');
});

test('a cancelled change sets nothing, and what broke the floor meanwhile is left out', async () => {
  const soon = () => ({ takes_effect_at: new Date(clock.now().getTime() + 60_000).toISOString() });
  const first = await made(fay, [{ sku: 'PSN-US-50', before: '49.00', after: '48.50' }], soon());
  const second = await made(
    fay,
    [
      { sku: 'PSN-US-50', before: '49.00', after: '46.00' },
      { sku: 'PSN-US-100', before: '94.89', after: '95.00' },
    ],
    soon(),
  );
  expect(second.state).toBe('scheduled');
  await bodyOf(clock, fay.post(`/price-changes/${first.id}/cancel`));
  await shop.importFile('region,denomination,code,cost\nUS,50,AAAA-BBBB-0009,46.01\n');
  clock.advance(120_000);
  expect(await runPriceChanges(shop.app)).toBe(1);
  await shop.settle();
  expect(await priceOf('PSN-US-50')).toBe('49.00');
  expect(await priceOf('PSN-US-100')).toBe('95.00');
  const { body } = await reader.get<PriceChange>(`/price-changes/${second.id}`);
  expect(body).toMatchObject({ state: 'applied', changed: 1, left_out: 1 });
  expect(await codeOf(fay.post(`/price-changes/${first.id}/cancel`))).toBe('invalid_state');
});

test('the history has every price: who set it, from what to what, and why', async () => {
  const { body } = await reader.get<{ data: PriceHistoryEntry[] }>(
    '/price-history?sku=PSN-US-50&of=list',
  );
  expect(body.data.map(({ before, after }) => `${before} ${after}`)).toEqual([
    '48.00 49.00',
    '47.99 48.00',
    '47.00 47.99',
    'null 47.00',
  ]);
  expect(body.data[0]).toMatchObject({ reason: 'A test.', partner: null, currency: 'USD' });
  const csv = (await reader.get('/price-history/export?sku=PSN-US-50')).text;
  expect(csv.split('\r\n')[0]).toBe(
    'changed_at,sku,currency,partner,price_list,before,after,changed_by,reason',
  );
  expect(csv.trim().split('\r\n')).toHaveLength(5);
  expect((await reader.get('/price-history?sku=PSN-US-51')).body).toMatchObject({ data: [] });
  expect(await shop.verify()).toEqual([]);
});
