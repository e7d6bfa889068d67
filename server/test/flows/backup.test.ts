/**
 * Guards: a running shop is copied whole and encrypted, without its key file; a backup that somebody changed, or that is
 * not finished, is refused; a place that cannot have one is refused with what to change.
 */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchBackups } from '../../src/acts/index.ts';
import { backupParts } from '../../src/backup-parts.ts';
import { openBaseBackup } from '../../src/kit/database/index.ts';
import { embeddedShop, runHere, type Shop } from '../../testkit/index.ts';

let shop: Shop;
let recipient: string;
let folder: string;
const owned = new AsyncDisposableStack();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'));
  owned.defer(() => rm(folder, { recursive: true }));
  shop = owned.use(await embeddedShop()).shop;
  const made = await run('new-key', '--out', join(folder, 'key.txt'), '--json');
  recipient = made.value.recipient;
});
afterAll(() => owned.disposeAsync());

const run = (...args: string[]) => runHere(shop, ['backup', ...args]);
const place = async (name: string) => {
  const to = join(folder, name);
  await mkdir(to);
  return to;
};
/** The sentence of a refusal. */
const said = ({ value }: { value: { errors?: { detail: string }[] } | null }) =>
  value?.errors?.[0]?.detail;
const make = (to: string) => run('--to', to, '--recipient', recipient, '--json');

test('a running shop is backed up, and the backup has neither codes nor keys in the clear', async () => {
  const { codes } = await shop.stock({ codes: ['WXYZ-1234-ABCD', 'WXYZ-1235-ABCD'] });
  const to = await place('good');
  const { code, value, err } = await make(to);
  expect([code, err]).toEqual([0, '']);
  expect(value).toMatchObject({ recipients: [recipient], postgres: { timeline: 1 } });
  expect(await readdir(to)).toEqual([value.folder.split('/').at(-1)]);
  const names = await readdir(value.folder);
  expect(names.sort()).toEqual(['base.tar.zst.age', 'manifest.json']);
  const kek = JSON.parse(await readFile(join(shop.app.config.dataDir, 'kek'), 'utf8')).key;
  for (const name of names) {
    const bytes = await readFile(join(value.folder, name));
    for (const secret of [...codes, kek, 'postgres://']) expect(bytes.includes(secret)).toBe(false);
  }
  expect(await run('check', '--from', value.folder)).toMatchObject({ code: 0 });
  const [listed] = (await run('list', '--json')).value;
  expect(listed).toMatchObject({ folder: value.folder, failure: null, bytes: value.bytes });
  const [act] = await shop.rows<{ actor: string; subject: string }>(
    `SELECT actor, subject FROM audit.entries WHERE action = 'backup.made'`,
  );
  expect(act).toEqual({ actor: 'operator:command-line', subject: listed.name });
});

test('one changed byte in any file, a missing file or another key file is refused', async () => {
  const { value } = await make(await place('changed'));
  const refusal = async () => (await run('check', '--from', value.folder)).value;
  for (const name of ['manifest.json', 'base.tar.zst.age']) {
    const path = join(value.folder, name);
    const bytes = await readFile(path);
    for (const at of [bytes.length >> 2, bytes.length >> 1, bytes.length - 3]) {
      const changed = Buffer.from(bytes);
      // A digit or a letter, so that the list stays JSON where it can.
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      await writeFile(path, changed);
      expect(await refusal(), `${name} at ${at}`).toMatchObject({ code: 'validation_failed' });
    }
    await writeFile(path, bytes.subarray(0, -1));
    expect(await refusal()).toMatchObject({ code: 'validation_failed' });
    await writeFile(path, bytes);
  }
  expect(await refusal()).toBe(null);
  const other = `{"version":1,"key":"${Buffer.alloc(32, 7).toString('base64url')}"}`;
  const strange = await runHere(shop, ['backup', 'check', '--from', value.folder], { KEK: other });
  expect(said(strange)).toMatch(/^The key file is not that of this backup/);
  await rm(join(value.folder, 'base.tar.zst.age'));
  expect(said({ value: await refusal() })).toContain('incomplete');
  await rm(join(value.folder, 'manifest.json'));
  expect(said({ value: await refusal() })).toContain('no manifest.json');
});

test('only the system and the timeline that the server uses are copied', async () => {
  const [is] = await shop.rows<{ systemId: string }>(
    'SELECT system_identifier::text AS "systemId" FROM pg_control_system()',
  );
  // nothing: a system has an identity
  const systemId = is?.systemId ?? '';
  const { ownerUrl: url } = shop.app;
  for (const meant of [
    { systemId, timeline: 2 },
    { systemId: '1', timeline: 1 },
  ]) {
    await expect(openBaseBackup(url, 'wrong', meant)).rejects.toThrow('is not the primary');
  }
  await using right = await openBaseBackup(url, 'right', { systemId, timeline: 1 });
  expect(right).toMatchObject({ systemId, timeline: 1 });
});

test('a place that cannot have a backup is refused, and nothing is left there', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const inside = join(shop.app.config.dataDir, 'postgres', 'base');
  for (const [to, says] of [
    [join(folder, 'nowhere'), 'There is no folder'],
    [file, 'is not a folder'],
    [inside, 'inside the database itself'],
  ] as const) {
    const made = await make(to);
    expect([made.code, said(made)]).toEqual([1, expect.stringContaining(says)]);
  }
  if (process.getuid?.() !== 0) {
    const closed = await place('closed');
    await chmod(closed, 0o500);
    expect(said(await make(closed))).toContain('may not write');
  }
  expect(said(await run('--to', folder))).toContain('new-key');
  const wrong = await run('--to', folder, '--recipient', 'age1wrong');
  expect(said(wrong)).toContain('begins with age1');
  expect((await run('new-key', '--out', join(folder, 'key.txt'))).code).toBe(1);
  expect((await run()).code).toBe(2);
});

test('one backup is made at a time, and one that was killed is cleared away by the next', async () => {
  const to = await place('killed');
  await mkdir(join(to, 'psnb2b-old.part'));
  await shop.owner.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO backups.made (name, place, began_at) VALUES ('psnb2b-old', $1, '2026-01-01')`,
      [to],
    );
  });
  const [one, two] = await Promise.all([make(to), make(to)]);
  expect([one.code, two.code].sort()).toEqual([0, 1]);
  expect([one, two].find(({ code }) => code === 1)?.value.detail).toContain('Another backup');
  expect(await readdir(to)).toHaveLength(1);
  const all = (await run('list', '--json')).value as { name: string; failure: string | null }[];
  expect(all.find(({ name }) => name === 'psnb2b-old')?.failure).toContain('was ended');
});

test('one that was whole when its process ended is listed, and one whose place is away is asked again', async () => {
  const to = await place('whole');
  const { value } = await make(to);
  const names = [value.folder.split('/').at(-1), 'psnb2b-away'] as const;
  const away = join(folder, 'away');
  await shop.owner.transaction(async (tx) => {
    await tx.query(
      `UPDATE backups.made SET ended_at = NULL, bytes = NULL, database_bytes = NULL WHERE name = $1`,
      [names[0]],
    );
    await tx.query(
      `INSERT INTO backups.made (name, place, began_at) VALUES ($1, $2, '2026-01-01')`,
      [names[1], away],
    );
  });
  const found = async () => {
    const all = (await run('list', '--json')).value as { name: string; bytes: number | null }[];
    return names.map((each) => all.find(({ name }) => name === each));
  };
  await make(to);
  const [whole, begun] = await found();
  expect(whole).toMatchObject({ failure: null, bytes: expect.any(Number) });
  expect(begun).toMatchObject({ ended_at: null, failure: null });
  await mkdir(join(away, 'psnb2b-away.part'), { recursive: true });
  await make(to);
  expect((await found())[1]).toMatchObject({ failure: expect.stringContaining('was ended') });
  expect(await readdir(away)).toEqual([]);
});

test('no backup is made without the texts of the operator', async () => {
  const texts = join(shop.app.config.dataDir, 'texts');
  await writeFile(texts, 'no folder');
  const made = await make(await place('without'));
  await rm(texts);
  expect(said(made)).toContain(`${texts} cannot be read (ENOTDIR)`);
});

test('the worker makes backups as scheduled, and keeps as many as it should', async () => {
  const to = await place('scheduled');
  const schedule = (...more: string[]) => run('schedule', ...more, '--json');
  expect((await schedule()).value).toBe(null);
  expect((await schedule('--keep', '3')).code).toBe(1);
  expect((await schedule('--to', join(folder, 'nowhere'), '--recipient', recipient)).code).toBe(1);
  const set = await schedule('--to', to, '--recipient', recipient, '--every', '12', '--keep', '1');
  expect(set.value).toEqual({
    ...{ to, every_hours: 12, keep: 1, recipients: [recipient] },
    // A PostgreSQL of the operator's own has its own archive.
    wal: false,
  });
  // Nor does it get ours when the schedule is from before a move there; the doctor says so.
  await shop.rows('UPDATE backups.schedule SET archives_wal = true');
  expect((await schedule()).value).toMatchObject({ wal: false });
  expect((await runHere(shop, ['doctor'])).out).toMatch(/^warning wal_archive .* archive it/m);
  await shop.rows('UPDATE backups.schedule SET archives_wal = false');
  // All that other tests have made is long ago.
  const age = () =>
    shop.owner.transaction((tx) =>
      tx.query(
        `UPDATE backups.made SET began_at = began_at - interval '2 days', ended_at = ended_at - interval '2 days'`,
      ),
    );
  const work = () =>
    watchBackups({ ...shop.app, ...backupParts(shop.app.config), isStopping: () => false });
  await age();
  const madeAt = await work();
  const [first] = await readdir(to);
  expect(first).toMatch(/^psnb2b-/);
  expect(await work()).toEqual(madeAt);
  expect(await readdir(to)).toEqual([first]);
  await age();
  await work();
  const [second, ...others] = await readdir(to);
  expect(others).toEqual([]);
  expect(second).not.toBe(first);
  expect((await run('check', '--from', join(to, second ?? ''))).code).toBe(0);

  // An archive of the log that begins again and again asks for backups, which take no place of older ones.
  await schedule('--to', to, '--recipient', recipient, '--every', '24', '--keep', '2');
  await shop.rows('UPDATE backups.schedule SET archives_wal = true');
  for (let lost = 0; lost < 3; lost += 1) {
    await shop.rows('DELETE FROM backups.wal_archives');
    await shop.rows(
      `INSERT INTO backups.wal_archives (name, place, recipients, slot, timeline, position, began_at)
       VALUES ($1, $2, $3, 'lost', 1, '0/1', now())`,
      [`lost-${lost}`, to, [recipient]],
    );
    await work();
    expect(await readdir(to)).toHaveLength(lost + 1);
    await shop.rows(`UPDATE backups.made SET began_at = began_at - interval '61 minutes'`);
    await work();
    await work();
  }
  expect(await readdir(to)).toHaveLength(4);
  expect(await readdir(to)).toContain(second);
  await shop.rows('DELETE FROM backups.wal_archives');
  await shop.rows('UPDATE backups.schedule SET archives_wal = false');
  await age();
  await work();
  expect(await readdir(to)).toHaveLength(2);

  // The disk is gone: admins are notified once, and the next try waits.
  await rm(to, { recursive: true });
  await age();
  for (let round = 0; round < 3; round += 1) await work();
  const failed = await shop.rows<{ failure: string }>(
    `SELECT failure FROM backups.made WHERE place = $1 AND failure IS NOT NULL`,
    [to],
  );
  expect(failed).toEqual([{ failure: expect.stringContaining('There is no folder') }]);
  const [{ notified } = {}] = await shop.rows<{ notified: Date }>(
    'SELECT notified_at AS notified FROM backups.schedule',
  );
  expect(notified).toBeInstanceOf(Date);
  expect((await schedule('--off')).value).toBe(null);
  expect(await shop.verify()).toEqual([]);
});

test('the doctor names what this installation lacks', async () => {
  const { code, value, out } = await runHere(shop, ['doctor', '--json'], { DATABASE_URL: '' });
  expect(code).toBe(1);
  const findings = (value ?? JSON.parse(out)) as { check: string; state: string; advice: string }[];
  const found = new Map(findings.map((each) => [each.check, each]));
  expect(found.get('key_file')?.state).toBe('ok');
  expect(found.get('clock')?.state).toBe('ok');
  expect(found.get('mail')?.advice).toContain('SMTP_URL');
  expect(found.get('backup')?.advice).toContain('psnb2b-server backup list');
  const mail = { SMTP_URL: 'smtp://mail.example', PUBLIC_URL: 'https://codes.example' };
  const lines = (await runHere(shop, ['doctor'], mail)).out.split('\n');
  expect(lines.find((line) => line.includes(' mail'))).toMatch(/^ok +mail$/);
  expect(lines.find((line) => line.includes(' proxy'))).toMatch(
    /^WRONG +proxy +PUBLIC_URL is https/,
  );
});
