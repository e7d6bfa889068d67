import { drivenClock } from '../kit/clock.ts';
import { Database } from '../kit/database/index.ts';
import { noReserve } from '../kit/reserve-on.ts';
import { namedSupplier } from '../suppliers/index.ts';
import { openVault } from '../vault/index.ts';
import { importLot } from './import-lot.ts';

// Part of import-lot.test.ts: an import that kills itself after a given number of chunks.
const [url = '', text = '', path = '', chunks = '1'] = process.argv.slice(2);

const database = new Database({ url });
const clock = drivenClock();
const vault = await openVault({ database, kek: { kind: 'text', text }, clock });
const { supplierId } = await namedSupplier(database.reads, 'ACME');
let stored = 0;
await importLot(
  { database, vault, clock, reserve: noReserve, onStock: async () => {} },
  {
    file: path,
    mode: 'live',
    supplierId,
    costCurrency: 'USD',
    actor: 'operator:test',
    chunkRows: 1_000,
    onProgress: () => {
      stored += 1;
      if (stored === Number(chunks)) process.kill(process.pid, 'SIGKILL');
    },
  },
);
