/**
 * Guards: a business is approved only by a reviewer who accepted everything required, a case takes only the steps of
 * its table, one at a time, and its timeline keeps everything that happened.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KycItem, kycItemsRequired } from '@psnb2b/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../testkit/index.ts';
import { type FileParts, storeFile } from '../../files/index.ts';
import type { Signer } from '../../identity/index.ts';
import { drivenClock } from '../../kit/clock.ts';
import { Database, type Tx } from '../../kit/database/index.ts';
import { readEmail } from '../../kit/email-address.ts';
import { formatId, newUuid } from '../../kit/ids.ts';
import { openVault } from '../../vault/index.ts';
import { createPartner } from '../create-partner.ts';
import { findPartner } from '../store.ts';
import { addDocument } from './add-document.ts';
import { askForMore } from './ask-for-more.ts';
import { approveCase, rejectCase } from './decide-case.ts';
import { expireCases, takeWarnings } from './expire-cases.ts';
import { markItem } from './mark-item.ts';
import { emptyProfile, type Profile } from './profile.ts';
import { listCases, readCase } from './read-case.ts';
import { removeDocument } from './remove-document.ts';
import { reopenCase } from './reopen-case.ts';
import { setProfile } from './set-profile.ts';
import { findCaseOf } from './store.ts';
import { submitCase } from './submit-case.ts';

const DAY = 24 * 60 * 60 * 1000;
const clock = drivenClock();
const png = readFileSync(new URL('../../files/fixtures/small.png', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'psnb2b-kyc-'));
let copy: TestDatabase;
let parts: FileParts;
let partnerId: string;
let caseId: string;

beforeAll(async () => {
  copy = await testDatabase();
  const database = new Database({ url: copy.url });
  const kek = { kind: 'file', path: join(folder, 'kek'), strict: false } as const;
  const vault = await openVault({ database, kek, clock });
  parts = { database, vault, clock };
});
afterAll(async () => {
  await parts.vault[Symbol.asyncDispose]();
  await parts.database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  clock.advance(1_000);
  partnerId = await newPartner();
  caseId = (await findCaseOf(parts.database.reads, partnerId)).caseId;
});

const newPartner = async () => {
  const partner = { name: 'Acme', email: readEmail('a@acme.test'), country: 'DE', currency: 'EUR' };
  const by = { actor: 'user:a', at: clock.now() };
  const created = await write((tx) => createPartner(tx, { ...partner, approved: false, ...by }));
  return created.partnerId;
};
const write = <Result>(work: (tx: Tx) => Promise<Result>) => parts.database.transaction(work);
const person = (side: Signer['side'], name: string, actor: string) => (): Signer => ({
  ...{ side, name, actor, at: clock.now() },
});
const owner = person('partner', 'Olga Owner', 'user:o');
const staff = person('staff', 'Rita Reviewer', 'staff:r');
const status = async () => (await findCaseOf(parts.database.reads, partnerId)).status;
const approvedAt = async () => (await findPartner(parts.database.reads, partnerId)).approvedAt;
const view = async (reader: 'partner' | 'staff' = 'partner') =>
  readCase(
    parts.database.reads,
    parts.vault,
    await findCaseOf(parts.database.reads, partnerId),
    reader,
  );
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'went through',
    (error) => error.members?.missing ?? error.details?.errors?.[0]?.pointer ?? error.code ?? error,
  );

const full: Profile = {
  ...emptyProfile,
  legal_name: 'Acme GmbH',
  registration_number: 'HRB 1',
  website: 'https://acme.example',
  address: {
    line1: 'Way 1',
    line2: null,
    city: 'Berlin',
    state: null,
    postal_code: null,
    country: 'DE',
  },
  sells_to: 'Gamers',
  monthly_volume: '10,000 EUR',
  owners: [{ name: 'Olga', country: 'DE', share_percent: 100, born_on: '1980-02-29' }],
  representative: { name: 'Olga', position: 'CEO', email: readEmail('o@acme.test'), phone: null },
};
const profile = (change: Partial<Profile> = {}) =>
  write((tx) => setProfile(tx, parts.vault, partnerId, { ...full, ...change }, owner()));
async function upload(of = partnerId): Promise<string> {
  const content = { owner: formatId('prt', of), name: 'scan.png', bytes: png };
  return (await storeFile(parts, content, { actor: 'user:o', at: clock.now() })).fileId;
}
async function give(kind: KycItem): Promise<string> {
  const fileId = await upload();
  await write((tx) => addDocument(tx, partnerId, { kind, fileId }, owner()));
  return fileId;
}
const submit = (answer: string | null = null) =>
  write((tx) => submitCase(tx, parts.vault, partnerId, answer, owner()));
const mark = (item: KycItem, state: 'given' | 'accepted' | 'asked', note: string | null = null) =>
  write((tx) => markItem(tx, parts.vault, caseId, { item, state, note }, staff()));
const ask = (items: readonly KycItem[], message = 'Please') =>
  write((tx) => askForMore(tx, caseId, { items, message }, staff()));
const approve = (validDays = 365) =>
  write((tx) => approveCase(tx, parts.vault, caseId, { reason: 'All fine', validDays }, staff()));
const reject = () => write((tx) => rejectCase(tx, caseId, 'No', staff()));
const reopen = () => write((tx) => reopenCase(tx, caseId, 'Renewal', staff()));

async function submitted(): Promise<void> {
  await profile();
  await give('registration');
  await give('identity');
  await submit();
}
async function approved(validDays = 365): Promise<void> {
  await submitted();
  for (const item of kycItemsRequired) await mark(item, 'accepted');
  await approve(validDays);
}

describe('the normal case', () => {
  test('draft, submitted, information requested, submitted, approved; every step in the timeline', async () => {
    expect((await view()).missing).toEqual(kycItemsRequired);
    expect(await refusal(submit())).toEqual(kycItemsRequired);
    await submitted();
    await mark('registration', 'accepted');
    await mark('identity', 'asked', 'It is blurred');
    expect((await view()).checklist).toContainEqual(
      expect.objectContaining({ item: 'identity', state: 'given', note: null }),
    );
    expect((await view('staff')).checklist).toContainEqual(
      expect.objectContaining({ item: 'identity', state: 'asked', note: 'It is blurred' }),
    );
    await ask(['tax'], 'A tax certificate as well, please');
    expect(await status()).toBe('needs_info');
    expect((await view()).missing).toEqual(['identity', 'tax']);
    expect((await view()).checklist).toContainEqual({
      ...{ item: 'identity', required: true, state: 'asked', note: 'It is blurred' },
    });
    expect(await refusal(submit())).toEqual(['identity', 'tax']);
    await give('identity');
    expect(await refusal(submit())).toEqual(['tax']);
    await give('tax');
    await submit('Here they are');
    // A requested document must be accepted before an approval, required of everybody or not.
    const unseen = ['profile', 'owners', 'identity', 'tax'] as const;
    expect(await refusal(approve())).toEqual(unseen);
    for (const item of unseen) await mark(item, 'accepted');
    expect(await approvedAt()).toBeNull();
    await approve();
    expect(await status()).toBe('approved');
    expect(await approvedAt()).toEqual(clock.now());
    const { kyc, timeline } = await view();
    expect(kyc).toMatchObject({ reviewer: 'Rita Reviewer', reason: 'All fine' });
    expect(kyc.validUntil).toEqual(new Date(clock.now().getTime() + 365 * DAY));
    expect(timeline.map((step) => `${step.side} ${step.event}`)).toEqual([
      'system opened',
      'partner profile_changed',
      'partner document_added',
      'partner document_added',
      'partner submitted',
      'staff asked',
      'partner document_added',
      'partner document_added',
      'partner submitted',
      'staff approved',
    ]);
    expect((await view('staff')).timeline.filter((step) => step.internal)).toHaveLength(6);
  });

  test('the audit has who, from where, and the values before and after', async () => {
    await submitted();
    for (const item of kycItemsRequired) await mark(item, 'accepted');
    await write((tx) =>
      approveCase(
        tx,
        parts.vault,
        caseId,
        { reason: 'ok', validDays: 1 },
        { ...staff(), address: '192.0.2.7' },
      ),
    );
    const { rows } = await parts.database.reads.query<Record<string, string>>(
      `SELECT action, actor, address, detail FROM audit.entries
        WHERE subject IN ($1, $2) ORDER BY entry_id DESC LIMIT 2`,
      [formatId('kyc', caseId), formatId('prt', partnerId)],
    );
    expect(rows.map(({ detail: _, ...row }) => row)).toEqual([
      { action: 'kyc_case.approved', actor: 'staff:r', address: '192.0.2.7' },
      { action: 'partner.changed', actor: 'staff:r', address: '192.0.2.7' },
    ]);
    expect(JSON.parse(rows[0]?.detail ?? '')).toMatchObject({
      before: 'submitted',
      after: 'approved',
    });
    expect(JSON.parse(rows[1]?.detail ?? '')).toMatchObject({
      ...{ before: { approvedAt: null }, after: { approvedAt: clock.now().toISOString() } },
    });
  });

  test('rejected, reopened, approved', async () => {
    await submitted();
    await reject();
    expect([await status(), await approvedAt()]).toEqual(['rejected', null]);
    expect((await view()).kyc.reason).toBe('No');
    await reopen();
    await submit();
    for (const item of kycItemsRequired) await mark(item, 'accepted');
    await approve();
    expect(await status()).toBe('approved');
  });
});

describe('refused steps', () => {
  test('a step out of order', async () => {
    for (const step of [() => ask(['tax']), approve, reject, reopen, () => mark('tax', 'asked')]) {
      expect(await refusal(step())).toBe('invalid_state');
    }
    await submitted();
    const fileId = (await view()).documents[0]?.fileId ?? '';
    for (const step of [
      () => submit(),
      () => profile({ tax_id: '1' }),
      () => give('tax'),
      () => write((tx) => removeDocument(tx, parts.vault, partnerId, fileId, owner())),
      reopen,
    ]) {
      expect(await refusal(step())).toBe('invalid_state');
    }
    expect(await refusal(mark('tax', 'accepted'))).toBe('/state');
  });

  test('two reviewers decide at once: one succeeds, the other is refused', async () => {
    await submitted();
    for (const item of kycItemsRequired) await mark(item, 'accepted');
    const seen = await Promise.all([refusal(approve()), refusal(reject()), refusal(ask(['tax']))]);
    expect(seen.sort()).toEqual(['invalid_state', 'invalid_state', 'went through']);
  });

  test('an upload of another business, one already used, or an unknown one', async () => {
    const other = await newPartner();
    const foreign = await upload(other);
    const used = await give('tax');
    for (const fileId of [foreign, used, newUuid(), null]) {
      const adding = write((tx) => addDocument(tx, partnerId, { kind: 'tax', fileId }, owner()));
      expect(await refusal(adding)).toBe('/file_id');
    }
    for (const fileId of [foreign, newUuid(), null]) {
      const removing = write((tx) => removeDocument(tx, parts.vault, partnerId, fileId, owner()));
      expect(await refusal(removing)).toBe('not_found');
    }
    const removing = write((tx) => removeDocument(tx, parts.vault, other, used, owner()));
    expect(await refusal(removing)).toBe('not_found');
  });

  test.each<[string, Partial<Profile>]>([
    ['/website', { website: 'javascript:alert(1)' }],
    ['/website', { website: 'https://user:secret@acme.example' }],
    ['/website', { website: 'acme' }],
    ['/owners', { owners: [1, 2].map(() => ({ ...full.owners[0], share_percent: 51 })) as never }],
    ['/owners/0/born_on', { owners: [{ ...full.owners[0], born_on: '2999-01-01' }] as never }],
  ])('a profile with a bad %s', async (pointer, change) => {
    expect(await refusal(profile(change))).toBe(pointer);
    expect((await view()).profile).toEqual(emptyProfile);
  });
});

describe('documents', () => {
  test('one that nobody can have seen is deleted, a submitted one is kept', async () => {
    const early = await give('registration');
    await write((tx) => removeDocument(tx, parts.vault, partnerId, early, owner()));
    expect(await stored(early)).toBe(0);
    await submitted();
    await ask(['identity']);
    const seen = (await view()).documents.find((each) => each.kind === 'registration');
    await write((tx) => removeDocument(tx, parts.vault, partnerId, seen?.fileId ?? '', owner()));
    expect(await stored(seen?.fileId ?? '')).toBe(1);
    expect((await view()).documents).toHaveLength(1);
    expect((await view()).missing).toEqual(['registration', 'identity']);
  });

  async function stored(fileId: string): Promise<number> {
    const { rows } = await parts.database.reads.query(
      'SELECT FROM files.files f JOIN vault.data_keys k ON k.data_key_id = f.file_id WHERE file_id = $1',
      [fileId],
    );
    return rows.length;
  }

  const states = async () =>
    Object.fromEntries((await view()).checklist.map(({ item, state }) => [item, state]));

  test('an item is no longer accepted after a document was removed, even if another is left', async () => {
    await profile();
    const [seen] = [await give('registration'), await give('registration'), await give('identity')];
    await submit();
    await mark('registration', 'accepted');
    await ask(['tax']);
    await write((tx) => removeDocument(tx, parts.vault, partnerId, seen, owner()));
    expect(await states()).toMatchObject({ registration: 'given', tax: 'asked' });
  });

  test('a profile that changes after it was accepted must be accepted again', async () => {
    await submitted();
    await mark('profile', 'accepted');
    await mark('owners', 'accepted');
    await ask(['tax']);
    await profile({ legal_name: 'Other GmbH' });
    expect(await states()).toMatchObject({ profile: 'given', owners: 'accepted', tax: 'asked' });
  });
});

describe('time', () => {
  const ours = (warning: { kyc: { partnerId: string } }) => warning.kyc.partnerId === partnerId;
  const expired = async () =>
    (await write((tx) => expireCases(tx, clock.now())))
      .map((kyc) => kyc.partnerId)
      .filter((id) => id === partnerId);

  test('an expiring approval is announced at 30, 7 and 1 days, once each, and then expires', async () => {
    await approved(40);
    const warned = async () =>
      (await write((tx) => takeWarnings(tx, clock.now()))).filter(ours).map((w) => w.days);
    const at: Record<number, number[]> = {};
    for (let day = 0; day < 40; day += 1) {
      const days = [...(await warned()), ...(await warned())];
      if (days.length > 0) at[40 - day] = days;
      expect(await expired()).toEqual([]);
      clock.advance(DAY);
    }
    expect(at).toEqual({ 30: [30], 7: [7], 1: [1] });
    expect(await expired()).toEqual([partnerId]);
    expect([await status(), await approvedAt()]).toEqual(['expired', null]);
    expect(await expired()).toEqual([]);
    await submit('Nothing changed');
    for (const item of kycItemsRequired) await mark(item, 'accepted');
    await approve();
    expect(await approvedAt()).toEqual(clock.now());
  });

  test('a reopened review keeps the approval until it expires, or the review is rejected', async () => {
    await approved(10);
    await reopen();
    expect(await approvedAt()).not.toBeNull();
    clock.advance(10 * DAY);
    expect(await expired()).toEqual([partnerId]);
    expect([await status(), await approvedAt()]).toEqual(['needs_info', null]);
    expect((await view()).timeline.at(-1)?.event).toBe('expired');
    partnerId = await newPartner();
    caseId = (await findCaseOf(parts.database.reads, partnerId)).caseId;
    await approved();
    await reopen();
    await submit();
    await reject();
    expect(await approvedAt()).toBeNull();
  });
});

test('the queue: the longest waiting first, page by page', async () => {
  const db = parts.database.reads;
  const first = partnerId;
  await submitted();
  clock.advance(1);
  partnerId = await newPartner();
  await submitted();
  const all = await listCases(db, { status: 'submitted', limit: 50 });
  const ours = all.filter((line) => [first, partnerId].includes(line.partnerId));
  expect(ours.map((line) => line.partnerId)).toEqual([first, partnerId]);
  const pages: string[] = [];
  let behind: { time: Date; id: string } | undefined;
  for (;;) {
    const page = await listCases(db, { status: 'submitted', limit: 1, ...(behind && { behind }) });
    if (!page[0]) break;
    pages.push(page[0].caseId);
    behind = { time: page[0].rank, id: page[0].caseId };
  }
  expect(pages).toEqual(all.map((line) => line.caseId));
});
