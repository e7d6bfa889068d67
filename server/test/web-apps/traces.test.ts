/**
 * Guards: an act that changes security, rights, money terms or the state of a business leaves the same traces wherever
 * it is done: audit, notification and e-mail. Each act runs in the console, in the portal and on the command line,
 * wherever it exists, and its traces are compared.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert } from '../../src/kit/assert.ts';
import { formatId, parseId } from '../../src/kit/ids.ts';
import { approvePartner, issueKey } from '../../src/partners/index.ts';
import {
  type Answer,
  colleague,
  openShop,
  runHere,
  type Shop,
  signUp,
  staff,
  type Visitor,
} from '../../testkit/index.ts';

type Way = 'console' | 'portal' | 'command line' | 'API';

let shop: Shop;
let owner: Visitor;
let admin: Visitor;
let partner: string;
beforeAll(async () => {
  shop = await openShop();
  const business = await signUp(shop);
  owner = business.visitor;
  partner = business.partnerId;
  for (const role of ['developer', 'finance', 'buyer'] as const) await colleague(shop, owner, role);
  admin = (await staff(shop, 'admin')).visitor;
  await staff(shop, 'support');
});
afterAll(() => shop[Symbol.asyncDispose]());

async function commandLine(...args: string[]): Promise<Record<string, string>> {
  const { code, err, value } = await runHere(shop, [...args, '--json']);
  assert(code === 0, `${args.join(' ')} works: ${err}`);
  return value;
}

const set = (...args: string[]) => commandLine('partners', 'set', '--partner', partner, ...args);

async function well(work: Promise<Answer>): Promise<Answer> {
  const answer = await work;
  assert(answer.status < 300, `it went well: ${answer.status} ${answer.text}`);
  return answer;
}

/** The traces of an act: audit rows, notifications and e-mails with their recipients. */
interface Traces {
  readonly audit: string[];
  readonly news: string[];
  readonly letters: string[];
}

async function tracesOf(act: () => Promise<unknown>): Promise<Traces> {
  const since = (await shop.rows<{ at: string }>('SELECT clock_timestamp()::text AS at'))[0]?.at;
  const before = await shop.rows<{ id: number }>(
    'SELECT coalesce(max(entry_id), 0)::int AS id FROM audit.entries',
  );
  const counted = async (table: string, id: string) =>
    new Set(
      (await shop.rows<Record<string, string>>(`SELECT ${id} FROM ${table}`)).map((row) => row[id]),
    );
  const news = await counted('identity.notifications', 'notification_id');
  const letters = await counted('kit.emails', 'email_id');
  await act();
  assert(since, 'the database tells the time');
  const audit = await shop.rows<{ action: string; subject: string; detail: object }>(
    `SELECT action, split_part(subject, '_', 1) AS subject, detail FROM audit.entries
      WHERE entry_id > $1 AND action !~ '^(proof|sign_in|call)' ORDER BY entry_id`,
    [before[0]?.id],
  );
  const notifications = await shop.rows<{ id: string; line: string }>(
    `SELECT notification_id AS id, kind || ' to ' || door || ' ' || role AS line
       FROM identity.notifications JOIN identity.users USING (user_id) ORDER BY line`,
  );
  const mailed = await shop.rows<{ id: string; line: string }>(
    `SELECT email_id AS id, template || ' to ' || coalesce(door || ' ' || role, 'a stranger') AS line
       FROM kit.emails LEFT JOIN identity.users ON email = recipient ORDER BY line`,
  );
  const fresh = (rows: typeof notifications, old: Set<unknown>) =>
    rows.filter(({ id }) => !old.has(id)).map(({ line }) => line);
  return {
    audit: audit.map(({ action, subject, detail }) => {
      expect(JSON.stringify(detail), `${action} says what it did`).not.toMatch(/"after": ?\{\}/);
      return `${action} of ${subject}`;
    }),
    news: fresh(notifications, news),
    letters: fresh(mailed, letters),
  };
}

async function freshKey(): Promise<{ keyId: string; text: string }> {
  const by = { actor: 'operator:test', at: shop.clock.now() };
  const partnerId = parseId('prt', partner) ?? '';
  const { key, text } = await shop.app.database.transaction((tx) =>
    issueKey(tx, shop.app, partnerId, 'test', { dailyQuantity: 100 }, by),
  );
  await shop.settle();
  return { keyId: formatId('key', key.keyId), text };
}

/** Revokes all keys, so that another one can be issued. */
const clearKeys = () =>
  shop.owner.transaction((tx) =>
    tx.query(
      `UPDATE partners.keys SET revoked_at = now(), revoked_reason = 'test' WHERE revoked_at IS NULL`,
    ),
  );

async function publicKeyFile(): Promise<string> {
  const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'X25519', extractable: true });
  const path = join(shop.app.config.dataDir, `${randomUUID()}.jwk`);
  await writeFile(path, JSON.stringify(await exportJWK(publicKey)));
  return path;
}

const reason = 'chargebacks';
const heads = ['portal owner'];
const money = ['portal finance', 'portal owner'];
const keepers = ['portal developer', 'portal owner'];

interface Act {
  readonly name: string;
  /** Prepares the business for the act; its result is passed to the act. */
  readonly before?: () => Promise<unknown>;
  readonly ways: Partial<Record<Way, (given: never) => Promise<unknown>>>;
  readonly audit: readonly string[];
  readonly kind: string;
  readonly to: readonly string[];
}

const key = (act: (keyId: string) => Promise<unknown>) => (given: { keyId: string }) =>
  act(given.keyId);
const limits = (body: object) => async () =>
  well(admin.call('PATCH', `/partners/${partner}/limits`, { body }));

const ACTS: readonly Act[] = [
  {
    name: 'suspending a business',
    ways: {
      console: () => well(admin.post(`/partners/${partner}/suspend`, { reason })),
      'command line': () => set('--suspend', reason),
    },
    ...{ audit: ['partner.suspended of prt'], kind: 'partner.suspended', to: heads },
  },
  {
    name: 'letting a business go on',
    before: () => well(admin.post(`/partners/${partner}/suspend`, { reason })),
    ways: {
      console: () => well(admin.post(`/partners/${partner}/resume`)),
      'command line': () => set('--resume'),
    },
    ...{ audit: ['partner.resumed of prt'], kind: 'partner.resumed', to: heads },
  },
  {
    name: 'approving a business',
    before: () =>
      shop.owner.transaction((tx) => tx.query('UPDATE partners.partners SET approved_at = NULL')),
    ways: { 'command line': () => set('--approve') },
    ...{ audit: ['partner.changed of prt'], kind: 'kyc.approved', to: money },
  },
  {
    name: 'setting a credit limit',
    before: () => set('--credit-limit', '0.00'),
    ways: {
      console: limits({ credit_limit: '50.00' }),
      'command line': () => set('--credit-limit', '50.00'),
    },
    ...{ audit: ['partner.credit_limit_set of prt'], kind: 'partner.terms_changed', to: money },
  },
  ...(
    [
      ['invoice_limit', '--invoice-limit', '75.00'],
      ['approval_limit', '--approval-limit', '900.00'],
      ['requests_per_minute', '--requests-per-minute', 77],
      ['orders_per_minute', '--orders-per-minute', 7],
    ] as const
  ).map(([member, option, value]) => ({
    name: `setting ${member}`,
    before: async () => set(option, member === 'invoice_limit' ? '0.00' : 'none'),
    ways: {
      console: limits({ [member]: value }),
      'command line': () => set(option, String(value)),
    },
    ...{ audit: ['partner.limits_set of prt'], kind: 'partner.terms_changed', to: money },
  })),
  {
    name: 'registering the public key',
    before: publicKeyFile,
    ways: {
      portal: async (path: string) => {
        const jwk = await import('node:fs/promises').then((fs) => fs.readFile(path, 'utf8'));
        return well(owner.call('PUT', '/public-key', { body: { public_key: jwk } }));
      },
      'command line': (path: string) => set('--public-key', path),
    },
    ...{ audit: ['partner.changed of prt'], kind: 'public_key.changed', to: heads },
  },
  {
    name: 'issuing a key',
    before: clearKeys,
    ways: {
      console: () => well(admin.post(`/partners/${partner}/keys`, { mode: 'test' })),
      portal: () => well(owner.post('/keys')),
      'command line': () => commandLine('keys', 'issue', '--partner', partner, '--mode', 'test'),
    },
    ...{ audit: ['key.issued of key'], kind: 'key.issued', to: keepers },
  },
  {
    name: 'revoking a key',
    before: freshKey,
    ways: {
      console: key((id) => well(admin.post(`/keys/${id}/revoke`, { reason }))),
      portal: key((id) => well(owner.post(`/keys/${id}/revoke`, { reason }))),
      'command line': key((id) => commandLine('keys', 'revoke', '--key', id)),
    },
    ...{ audit: ['key.revoked of key'], kind: 'key.revoked', to: keepers },
  },
  {
    name: 'reporting a leaked key',
    before: freshKey,
    ways: {
      API: (given: { text: string }) =>
        well(shop.call('POST', '/key-reports', { body: { key: given.text } })),
    },
    ...{ audit: ['key.revoked of key'], kind: 'key.reported', to: keepers },
  },
  {
    name: 'rotating a key',
    before: async () => {
      await clearKeys();
      return freshKey();
    },
    ways: {
      console: key((id) => well(admin.post(`/keys/${id}/rotate`, {}))),
      'command line': key((id) => commandLine('keys', 'rotate', '--key', id)),
    },
    ...{ audit: ['key.rotated of key'], kind: 'key.rotated', to: keepers },
  },
  {
    name: 'changing what a key may do',
    before: async () => {
      await clearKeys();
      return freshKey();
    },
    ways: {
      console: key((id) =>
        well(admin.call('PATCH', `/keys/${id}`, { body: { daily_quantity: 9 } })),
      ),
      portal: key((id) =>
        well(owner.call('PATCH', `/keys/${id}`, { body: { daily_quantity: 9 } })),
      ),
    },
    ...{ audit: ['key.changed of key'], kind: 'key.changed', to: keepers },
  },
];

/** Traces that only one surface leaves, in addition to those of all. */
const OWN_ACTS = /^key\.held /;

describe.each(ACTS)('$name', ({ before, ways, audit, kind, to }) => {
  test.each(Object.keys(ways) as Way[])('leaves the same by the %s', async (way) => {
    await approvedAgain(kind);
    const given = (await before?.()) as never;
    const act = ways[way];
    assert(act, 'there is such a way');
    const left = await tracesOf(() => act(given));
    expect(left.audit.filter((line) => !OWN_ACTS.test(line))).toEqual(audit);
    expect(left.news).toEqual(to.map((who) => `${kind} to ${who}`));
    expect(left.letters).toEqual(to.map((who) => `${kind} to ${who}`));
    await goOn();
  });
});

/** Approved, as most acts need it, except for the act that approves. */
async function approvedAgain(kind: string): Promise<void> {
  const partnerId = parseId('prt', partner) ?? '';
  const by = { actor: 'operator:test', at: shop.clock.now() };
  if (kind === 'kyc.approved') return;
  await shop.app.database.transaction((tx) => approvePartner(tx, shop.app, partnerId, by));
}

async function goOn(): Promise<void> {
  const [row] = await shop.rows<{ suspended: boolean }>(
    'SELECT suspended_at IS NOT NULL AS suspended FROM partners.partners',
  );
  if (row?.suspended) await well(admin.post(`/partners/${partner}/resume`));
}

describe('an act that changes rights', () => {
  test('a colleague and the owners are notified of a changed role and of disabling', async () => {
    const { email } = await colleague(shop, owner, 'buyer');
    const [user] = await shop.rows<{ id: string }>(
      'SELECT user_id AS id FROM identity.users WHERE email = $1',
      [email],
    );
    const path = `/colleagues/${formatId('usr', user?.id ?? '')}`;
    const change = async (body: object) =>
      tracesOf(() => well(owner.call('PATCH', path, { body })));
    expect(await change({ role: 'finance' })).toEqual({
      audit: ['user.changed of person:usr'],
      news: ['account.changed to portal finance', 'user.changed to portal owner'],
      letters: ['account.changed to portal finance', 'user.changed to portal owner'],
    });
    expect(await change({ disabled: true })).toEqual({
      audit: ['user.changed of person:usr'],
      // A person who cannot sign in reads no notifications, but gets the e-mail.
      news: ['user.changed to portal owner'],
      letters: ['account.changed to portal finance', 'user.changed to portal owner'],
    });
    expect(await change({ disabled: true }), 'no change leaves no trace').toEqual({
      ...{ audit: [], news: [], letters: [] },
    });
  });

  test('owners and admins are notified of an invitation, also from the command line', async () => {
    const address = () => `${randomUUID().slice(0, 8)}@staff.example`;
    const byConsole = await tracesOf(() =>
      well(admin.post('/invitations', { email: address(), role: 'support' })),
    );
    const byCommand = await tracesOf(() =>
      commandLine('staff', 'create', '--email', address(), '--role', 'support'),
    );
    expect(byCommand).toEqual({
      audit: ['invitation.sent of inv'],
      news: ['invitation.sent to console admin'],
      letters: ['invitation.sent to console admin'],
    });
    // In addition the invited person gets an e-mail, which the command line prints instead.
    const { letters, ...rest } = byConsole;
    expect(rest).toEqual({ audit: byCommand.audit, news: byCommand.news });
    expect(letters.sort()).toEqual(['invitation to a stranger', ...byCommand.letters]);
  });
});
