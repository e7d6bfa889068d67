/** Guards: the doctor is silent about a sound installation, and names for each fault what to change. */
import { expect, test } from 'vitest';
import { diagnose, type InstallationFacts } from './diagnose.ts';

const at = new Date('2026-11-29T12:00:00Z');
const sound: InstallationFacts = {
  ...{ at, isOpen: false, hasTls: false, hasProxies: true, publicUrl: 'https://codes.example' },
  ...{ hasMail: true, allowsPrivateWebhooks: false },
  ...{ hasMetricsToken: true, hasMetricsPort: false },
  keyFile: { path: '/srv/kek', mode: 0o600 },
  ...{ freeBytes: 50e9, databaseBytes: 1e9, clockDoubt: null, aheadOfDatabaseMs: 3 },
  ...{ schedule: { place: '/mnt/backups', everyHours: 24 }, sharesDisk: false },
  walArchive: { ageSeconds: 12.5, failure: null, hasBackup: true },
  ...{ backedUpAt: new Date('2026-11-28T13:00:00Z'), restoredOn: '2026-11-01' },
  ...{ unreleased: 0, adminsWithFactor: 2, isDemo: false, isConfined: true },
  standby: 'none named',
  traces: 'off',
};
const faults = (facts: Partial<InstallationFacts>) =>
  diagnose({ ...sound, ...facts })
    .filter(({ state }) => state !== 'ok')
    .map(({ check, state }) => `${check} ${state}`);

test('a sound installation', () => {
  expect(faults({})).toEqual([]);
  expect(diagnose(sound).every(({ advice }) => advice === null)).toBe(true);
});

test.each<[string, Partial<InstallationFacts>, string[]]>([
  ['open without TLS', { isOpen: true, publicUrl: null }, ['tls wrong']],
  ['no TLS on this machine', { publicUrl: null }, ['tls warning']],
  ['a certificate of its own', { hasTls: true, hasProxies: false }, []],
  ['a proxy that is not named', { hasProxies: false }, ['proxy wrong']],
  ['an open key file', { keyFile: { path: '/srv/kek', mode: 0o644 } }, ['key_file wrong']],
  ['a key in the environment', { keyFile: null }, []],
  ['a full disk', { freeBytes: 1e9, databaseBytes: 5e8 }, ['disk wrong']],
  ['a folder of a key file alone', { freeBytes: null, databaseBytes: 60e9 }, []],
  ['a large database', { freeBytes: 50e9, databaseBytes: 60e9 }, ['disk warning']],
  ['a clock in doubt', { clockDoubt: 'leap' }, ['clock wrong']],
  ['a clock that is ahead', { aheadOfDatabaseMs: -2500 }, ['clock warning']],
  ['no backup', { schedule: null, backedUpAt: null }, ['backup wrong']],
  ['none yet', { backedUpAt: null }, ['backup wrong']],
  ['an old one', { backedUpAt: new Date('2026-11-27T11:00:00Z') }, ['backup wrong']],
  ['one by hand', { schedule: null }, []],
  ['backups on the same disk', { sharesDisk: true }, ['backup_place warning']],
  ['no stored log', { walArchive: 'off' }, ['wal_archive warning']],
  ['no log stored yet', { walArchive: 'none yet' }, ['wal_archive wrong']],
  ['a log that was stored before a move', { walArchive: 'left behind' }, ['wal_archive warning']],
  ['a log that another program stores', { walArchive: 'elsewhere' }, []],
  [
    'a log that is stored late',
    { walArchive: { ageSeconds: 900, failure: 'The disk is full.', hasBackup: true } },
    ['wal_archive wrong'],
  ],
  [
    'a stored log without a backup',
    { walArchive: { ageSeconds: 9, failure: null, hasBackup: false } },
    ['wal_archive warning'],
  ],
  ['no trial', { restoredOn: null }, ['trial_restore warning']],
  ['an old trial', { restoredOn: '2026-08-01' }, ['trial_restore warning']],
  ['a restore that waits', { unreleased: 3 }, ['restore wrong']],
  ['no mail', { hasMail: false }, ['mail warning']],
  ['one admin', { adminsWithFactor: 1 }, ['people warning']],
  ['private webhooks', { allowsPrivateWebhooks: true }, ['webhooks wrong']],
  ['no token', { hasMetricsToken: false }, ['metrics warning']],
  ['no token on a port of its own', { hasMetricsToken: false, hasMetricsPort: true }, []],
  ['a demo', { isDemo: true }, ['demo warning']],
  ['no standby', { standby: { behindBytes: null } }, ['standby warning']],
  ['a standby that is behind', { standby: { behindBytes: 2 ** 30 } }, ['standby warning']],
  ['a standby', { standby: { behindBytes: 4_096 } }, []],
  ['a collector', { traces: { fault: null } }, []],
  ['a collector that is away', { traces: { fault: 'it answers 404' } }, ['traces warning']],
  ['a server that is the owner', { isConfined: false }, ['database_role warning']],
])('%s', (_what, facts, expected) => {
  expect(faults(facts)).toEqual(expected);
});
