import { readdirSync } from 'node:fs';
import { makeUpgradeBackup } from '../src/backups/index.ts';
import { systemClock } from '../src/kit/clock.ts';
import { Database, pendingMigrations } from '../src/kit/database/index.ts';
import { embeddedPassword, openEmbedded } from '../src/postgres/index.ts';

/**
 * A child process for tests: backs the database of a folder up as before an upgrade, and ends itself with SIGKILL when everything is copied
 * except the list. Arguments: the folder, the place and its public key.
 */
const [dataDir = '', place = '', recipient = ''] = process.argv.slice(2);

const postgres = await openEmbedded({ dataDir });
const database = new Database({ url: postgres.url });
await database.reading({}, async (db) =>
  makeUpgradeBackup(
    db,
    { place, recipients: [recipient] },
    {
      ...{ dataDir, objectStore: null, software: '0.1.0', ownerUrl: postgres.url },
      pending: await pendingMigrations(db),
      clock: systemClock(),
      // The list is sealed with it.
      kek: {
        kind: 'file',
        strict: false,
        get path(): string {
          return readdirSync(place).length > 0 ? die() : '';
        },
      },
      password: embeddedPassword(dataDir),
    },
  ),
);

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('killed');
}
