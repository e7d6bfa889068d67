// npm run record-release: writes server/released.json, what processes of this version find in the database.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../src/kit/database/index.ts';
import { openEmbedded } from '../../src/postgres/index.ts';
import { RECORD, stateOf } from './released.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'psnb2b-release-'));
try {
  await using postgres = await openEmbedded({ dataDir });
  await migrate(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await writeFile(RECORD, `${JSON.stringify(await stateOf(client), null, 2)}\n`);
  await client.end();
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
