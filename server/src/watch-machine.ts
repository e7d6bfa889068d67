import { readSchedule, readWalState } from './backups/index.ts';
import type { Config } from './config/index.ts';
import { type Database, walSizeReader } from './kit/database/index.ts';
import { type Room, roomOf } from './kit/room-of.ts';
import type { Metrics } from './metrics/index.ts';
import type { OrderBatches, RevealBatches } from './orders/index.ts';
import { clusterFolder } from './postgres/index.ts';

interface Parts {
  readonly config: Pick<Config, 'dataDir' | 'databaseUrl'>;
  readonly metrics: Metrics;
  readonly database: Database;
  readonly patient: Database;
  readonly aside: Database;
  readonly inspector: Database;
  readonly batches: OrderBatches;
  readonly reveals: RevealBatches;
}

/** Shows at each scrape what may run out: places in batches, connections, room on the disks. */
export function watchMachine(parts: Parts): void {
  const { metrics, database, patient, aside, inspector, batches, reveals } = parts;
  const { dataDir, databaseUrl } = parts.config;
  const data = databaseUrl === null ? clusterFolder(dataDir) : dataDir;
  metrics.machine.watch({
    lanes: { orders: () => batches.load, codes: () => reveals.load },
    pools: {
      requests: () => database.connections,
      background: () => patient.connections,
      reports: () => aside.connections,
    },
    rooms: { data: () => roomOf(data), backups: backupRoomReader(parts) },
    walBytes: walSizeReader(inspector.reads),
    walArchiveAge: async () =>
      databaseUrl === null ? ((await readWalState(database.reads))?.ageSeconds ?? null) : null,
  });
}

/** Reads the room of the folder of scheduled backups; null if that is not there. */
function backupRoomReader({ database }: Parts) {
  let place: string | null = null;
  return async (): Promise<Room | null> => {
    try {
      place = (await readSchedule(database.reads))?.place ?? null;
    } catch {
      // Without a database it looks at the last folder that it knew.
    }
    // nothing: a folder that is not mounted has no room to show; the backup itself fails and says why.
    return place === null ? null : roomOf(place).catch(() => null);
  };
}
