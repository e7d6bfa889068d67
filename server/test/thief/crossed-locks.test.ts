/**
 * Guards: two acts on the same thing at once. Neither reports or counts a value that the other is just changing, and
 * neither waits for the other for ever.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { approveProposal } from '../../src/acts/decide-proposal.ts';
import { setPartnerTerms } from '../../src/acts/index.ts';
import { setClaimLimit } from '../../src/claims/index.ts';
import { lockUploads } from '../../src/files/store.ts';
import { findUser } from '../../src/identity/store.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { newUuid } from '../../src/kit/ids.ts';
import { lockProposal } from '../../src/proposals/index.ts';
import {
  formatId,
  openShop,
  overtake,
  parseId,
  type Shop,
  signUp,
  smallFile,
  staff,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
let ann: Awaited<ReturnType<typeof staff>>;
let bob: Awaited<ReturnType<typeof staff>>;
beforeAll(async () => {
  shop = await openShop({ clock, slowPasswords: true });
  ann = await staff(shop, 'admin');
  bob = await staff(shop, 'admin');
});
afterAll(() => shop[Symbol.asyncDispose]());

const by = { actor: 'operator:test', at: clock.now() };
const idOf = async ({ visitor }: typeof ann) => {
  const { body } = await visitor.get<{ user: { id: string } }>('/me');
  return body.user.id;
};
/** Returns the texts of all e-mails of a kind. */
async function lettersOf(template: string): Promise<string> {
  const rows = await shop.rows<{ body_text: string }>(
    'SELECT body_text FROM kit.emails WHERE template = $1',
    [template],
  );
  return rows.map(({ body_text }) => body_text).join();
}

test('a colleague is changed while a proposal about them is approved', async () => {
  const sue = await idOf(await staff(shop, 'support'));
  const change = { body: { role: 'admin' } };
  const { body } = await ann.visitor.call('PATCH', `/staff/${sue}`, change);
  const proposalId = parseId('prp', String(body.id));
  const approver = await findUser(shop.app.database.reads, parseId('usr', await idOf(bob)) ?? '');
  const { status } = await overtake(
    shop,
    (tx) => lockProposal(tx, proposalId),
    () => ann.visitor.call('PATCH', `/staff/${sue}`, change),
    (tx) => approveProposal(tx, shop.app, proposalId, approver as never, by),
  );
  expect(status, 'who came second finds it done').toBe(200);
  expect((await findUser(shop.app.database.reads, parseId('usr', sue) ?? '')).role).toBe('admin');
});

test('a person whose proposals are dropped is changed while one about them is approved', async () => {
  const fay = await staff(shop, 'finance');
  const id = await idOf(fay);
  const limit = { body: { credit_limit: '900000.00' } };
  const path = `/partners/${formatId('prt', await shop.partner())}/limits`;
  expect((await fay.visitor.call('PATCH', path, limit)).status).toBe(202);
  // Ids of one millisecond have a random order, and locks are taken in the order of ids.
  clock.advance(1);
  const change = { body: { role: 'admin' } };
  const { body } = await ann.visitor.call('PATCH', `/staff/${id}`, change);
  const proposalId = parseId('prp', String(body.id));
  const approver = await findUser(shop.app.database.reads, parseId('usr', await idOf(bob)) ?? '');
  const { status } = await overtake(
    shop,
    (tx) => lockProposal(tx, proposalId),
    () => ann.visitor.call('PATCH', `/staff/${id}`, { body: { disabled: true } }),
    (tx) => approveProposal(tx, shop.app, proposalId, approver as never, by),
  );
  expect(status).toBe(200);
});

test.each([
  ['requests a minute: 70 → 80', { requestsPerMinute: 70 }, { requests_per_minute: 80 }],
  ['credit limit: 5.00 → 6.00', { creditLimit: 500 }, { credit_limit: '6.00' }],
])(
  'e-mails about a partner’s terms name the values before the change: %s',
  async (letter, first, second) => {
    const owner = await signUp(shop);
    const id = parseId('prt', owner.partnerId) ?? '';
    const { status } = await overtake(
      shop,
      (tx) => setPartnerTerms(tx, shop.app, id, first, by),
      () => ann.visitor.call('PATCH', `/partners/${owner.partnerId}/limits`, { body: second }),
    );
    expect(status).toBe(200);
    expect(await lettersOf('partner.terms_changed')).toContain(letter);
  },
);

test('e-mails about the approval limit name the value before the change', async () => {
  await overtake(
    shop,
    (tx) => setClaimLimit(tx, shop.app, 'USD', 9_000, by),
    () => ann.visitor.post('/claim-terms/limits', { currency: 'USD', one_person_max: '80.00' }),
  );
  expect(await lettersOf('claim_limit.set')).toContain('90.00 → 80.00 USD');
});

test('unused uploads are counted one by one', async () => {
  const { visitor: owner, partnerId: id } = await signUp(shop);
  const insert = `INSERT INTO files.files (file_id, owner, name, kind, size_bytes, created_at)
                  VALUES ($1, $2, 'a.png', 'png', 1, $3) RETURNING file_id`;
  const values = () => [newUuid(clock.now().getTime()), id, clock.now()];
  for (let count = 0; count < 49; count += 1) await shop.rows(insert, values());
  const file = { name: 'a.png', bytes: smallFile('small.png') };
  const { body } = await overtake(
    shop,
    async (tx) => {
      await lockUploads(tx, id);
      await tx.query(insert, values());
    },
    () => owner.call('POST', '/files', { file }),
  );
  expect(body.code).toBe('limit_reached');
});
