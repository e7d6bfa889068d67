/**
 * Guards: how the staff is set up and keeps control: a link from the command line, invitations and roles by an admin,
 * recovery for a person who lost a second factor.
 */
import type { Me } from '@psnb2b/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  enrol,
  openShop,
  PASSWORD,
  runHere,
  type Shop,
  signUp,
  staff,
  tokenMailedTo,
  visitor,
} from '../../testkit/index.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop[Symbol.asyncDispose]());

/** The command line beside the running server. */
async function cli(...words: string[]): Promise<Record<string, unknown>> {
  const { code, err, value } = await runHere(shop, [...words, '--json']);
  if (code !== 0) throw Object.assign(new Error(err), { code, stderr: err });
  return value;
}

const tokenOf = (link: unknown) => String(link).split('#token=')[1];

test('the command line prints a link that works once, and one for a person who is locked out', async () => {
  const email = 'First@Staff.example';
  const { link } = await cli('staff', 'create', '--email', email, '--role', 'admin');
  expect(link).toMatch(/\/console\/join#token=[\w-]{43}$/);
  const first = visitor(shop, 'console');
  const accept = { token: tokenOf(link), name: 'First', password: PASSWORD };
  const { body: me } = await first.post<Me>('/invitations/accept', accept);
  expect(me).toMatchObject({ user: { role: 'admin' }, session: { state: 'enrolment' } });
  const again = await visitor(shop, 'console').post('/invitations/accept', accept);
  expect(again.body.code).toBe('link_invalid');
  await enrol(shop, first);
  const taken = await cli('staff', 'create', '--email', email, '--role', 'stock').catch(
    (error: { code: number; stderr: string }) => error,
  );
  expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining('"taken"') });

  const { link: back } = await cli('staff', 'reset', '--email', email);
  expect((await first.get('/me')).status).toBe(401);
  const password = 'yellow-trams-hum-beneath-us';
  const confirm = { token: tokenOf(back), password };
  expect((await first.post('/password-resets/confirm', confirm)).status).toBe(200);
  const { body: anew } = await first.post<Me>('/sign-in', { email, password });
  expect(anew).toMatchObject({ session: { state: 'enrolment' }, second_factor: { totp: false } });
  const audit = await shop.rows(
    `SELECT action FROM audit.entries WHERE actor = 'operator:command-line' ORDER BY entry_id`,
  );
  expect(audit.map((row) => row.action)).toEqual(['invitation.sent', 'user.factors_reset']);
});

test('an admin invites and changes roles; there is always an admin', async () => {
  await using own = await openShop();
  const { visitor: admin } = await staff(own, 'admin');
  const { visitor: second } = await staff(own, 'admin');
  const both = await second.get<Me>('/me');
  const invited = await admin.post('/invitations', { email: 'sue@staff.example', role: 'support' });
  expect(invited.status).toBe(201);
  const token = await tokenMailedTo(own, 'sue@staff.example');
  const sue = visitor(own, 'console');
  await sue.post('/invitations/accept', { token, name: 'Sue', password: PASSWORD });
  await enrol(own, sue);
  const { body: me } = await admin.get<Me>('/me');
  const { body: her } = await sue.get<Me>('/me');
  const change = (id: string, body: object) => admin.call('PATCH', `/staff/${id}`, { body });
  const asAdmin = await admin.post('/invitations', { email: 'al@staff.example', role: 'admin' });
  expect(asAdmin.body.code).toBe('validation_failed');
  expect((await change(her.user.id, { role: 'finance' })).status).toBe(200);
  expect((await sue.get('/lots')).status).toBe(200);
  const self = await admin.post(`/staff/${me.user.id}/reset-second-factor`);
  expect(self.body.code).toBe('invalid_state');
  const [last, first] = await Promise.all([
    change(both.body.user.id, { disabled: true }),
    change(me.user.id, { role: 'stock' }),
  ]);
  // The second call would leave no admin, or its caller is no longer one.
  const [done, refused] = [last.status, first.status].sort();
  expect(done).toBe(200);
  expect([403, 409]).toContain(refused);
  const { rows } = await own.app.database.reads.query(
    `SELECT FROM identity.users WHERE role = 'admin' AND disabled_at IS NULL`,
  );
  expect(rows).toHaveLength(1);
});

test('a partner’s person can never be handled as staff, whatever id a call names', async () => {
  await using own = await openShop();
  const { visitor: owner } = await signUp(own);
  const { body: me } = await owner.get<Me>('/me');
  const { visitor: admin } = await staff(own, 'admin');
  const changed = await admin.call('PATCH', `/staff/${me.user.id}`, { body: { disabled: true } });
  expect(changed.body.code).toBe('not_found');
  const reset = await admin.post(`/staff/${me.user.id}/reset-second-factor`);
  expect(reset.body.code).toBe('not_found');
});
