/**
 * Guards: staff find every limit in one list with what applies, what applies by default and who set it, the same as the calls that set it say;
 * no secret of the environment is in it; the file has what the list has, and no more; and the audit has the reason of a change.
 */
import type { Setting } from '@psnb2b/contract';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bodyOf,
  drivenClock,
  openShop,
  type Shop,
  staff,
  type Visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let admin: Visitor;
let reader: Visitor;
beforeAll(async () => {
  const env = { SMTP_URL: 'smtp://user:hunter2@127.0.0.1:9', SOLE_ADMIN_DELAY_HOURS: '48' };
  shop = await openShop({ clock, env });
  ({ visitor: admin } = await staff(shop, 'admin'));
  await staff(shop, 'admin');
  await shop.partner();
  ({ visitor: reader } = await staff(shop, 'read_only'));
});
afterAll(() => shop[Symbol.asyncDispose]());

const list = async (query = '', by = admin) =>
  (await bodyOf(clock, by.get<{ data: Setting[] }>(`/settings${query}`))).data;
const find = async (id: string) => (await list()).find((each) => each.id === id);

test('a setting is the default until somebody sets it, and says who did', async () => {
  expect(await find('quota.tickets')).toMatchObject({
    ...{ value: '50', default_value: '50', origin: 'default', set_by: null },
    ...{ set_with: 'quota', member: 'tickets', roles: ['admin'], takes_effect: 'at_once' },
  });
  await bodyOf(clock, admin.post('/quotas/tickets', { per_day: 50, reason: 'Stays at 50.' }));
  // Set to what is the default, which may be another one in the next release.
  expect(await find('quota.tickets')).toMatchObject({ origin: 'set', set_by: 'A admin' });
  await bodyOf(clock, admin.post('/return-terms', { return_hours: 12, reason: 'Fraud.' }));
  expect(await find('returns')).toMatchObject({ value: '12', default_value: '24', origin: 'set' });
  const reasons = await shop.rows(
    `SELECT detail::json ->> 'reason' AS reason FROM audit.entries
      WHERE action IN ('quota.set', 'return_terms.set') ORDER BY entry_id`,
  );
  expect(reasons).toEqual([{ reason: 'Stays at 50.' }, { reason: 'Fraud.' }]);
});

test('a weaker limit of money waits for a second admin with its reason, and the list keeps what applies', async () => {
  const limit = { currency: 'USD', one_person_max: '900.00', reason: 'More refunds.' };
  const before = await find('claim_limit.USD');
  expect(before).toMatchObject({ value: '500.00', default_value: '500.00', needs_two: true });
  const waiting = await bodyOf(clock, admin.post<{ object: string }>('/claim-terms/limits', limit));
  expect(waiting.object).toBe('proposal');
  expect(await find('claim_limit.USD')).toEqual(before);
  const [made] = await shop.rows(
    "SELECT content::json ->> 'reason' AS reason FROM proposals.proposals",
  );
  expect(made).toEqual({ reason: 'More refunds.' });
});

test('the environment is shown to admins, without secrets', async () => {
  expect(await find('SOLE_ADMIN_DELAY_HOURS')).toMatchObject({
    ...{ value: '48', default_value: '24', origin: 'environment', group: 'two_people' },
    ...{ takes_effect: 'restart', roles: [], set_with: 'environment' },
  });
  expect(await find('SMTP_URL')).toMatchObject({
    ...{ value: null, origin: 'environment', is_secret: true },
  });
  expect(await find('LOG_LEVEL')).toMatchObject({ value: 'info', origin: 'default' });
  const { text } = await admin.get('/settings');
  expect(text).not.toContain('hunter2');
  const ids = (await list('', reader)).map(({ set_with }) => set_with);
  expect(ids).not.toContain('environment');
  expect(ids).toContain('quota');
});

test('the list is searched, and shows only what was changed', async () => {
  const idsOf = async (query: string) => (await list(query)).map(({ id }) => id);
  expect(await idsOf('?q=UNREAD')).toEqual(['returns']);
  expect(await idsOf('?group=quotas&origin=set')).toEqual(['quota.tickets']);
  const changed = await idsOf('?origin=changed');
  const set = ['SOLE_ADMIN_DELAY_HOURS', 'returns', 'quota.tickets', 'SMTP_URL'];
  expect(changed.filter((id) => set.includes(id))).toEqual(set);
  expect(changed).not.toContain('LOG_LEVEL');
});

test('who set a limit is said where only the audit has it', async () => {
  const lower = { currency: 'USD', one_person_max: '400.00', reason: 'Fewer refunds.' };
  await bodyOf(clock, admin.post('/claim-terms/limits', lower));
  expect(await find('claim_limit.USD')).toMatchObject({
    ...{
      value: '400.00',
      origin: 'set',
      set_by: 'A admin',
      set_at: expect.stringMatching(/T.*Z$/),
    },
  });
  expect(await find('price_floor')).toMatchObject({ origin: 'default', set_by: null });
});

test('the file has every setting with its default and who set it, and is recorded as an export', async () => {
  const fileOf = async (by: Visitor, query = '') => {
    const { text } = await by.get(`/settings/export${query}`);
    return parse(text, { columns: true }) as Record<string, string>[];
  };
  const lines = await fileOf(admin);
  expect(lines.map(({ id }) => id)).toEqual((await list()).map(({ id }) => id));
  expect(lines.find(({ id }) => id === 'returns')).toMatchObject({
    ...{ value: '12', default_value: '24', unit: 'h', origin: 'set', set_by: 'A admin' },
    ...{ set_at: expect.stringMatching(/T.*Z$/), roles: 'admin' },
  });
  expect(JSON.stringify(lines)).not.toContain('hunter2');
  expect((await fileOf(reader)).map(({ id }) => id)).not.toContain('SOLE_ADMIN_DELAY_HOURS');
  expect((await fileOf(reader, '?q=UNREAD')).map(({ id }) => id)).toEqual(['returns']);
  const [last] = await shop.rows<{ filters: string }>(
    `SELECT detail::json -> 'filters' ->> 'q' AS filters FROM audit.entries
      WHERE action = 'settings.exported' ORDER BY entry_id DESC LIMIT 1`,
  );
  expect(last).toEqual({ filters: 'UNREAD' });
});
