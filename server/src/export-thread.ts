import { workerData } from 'node:worker_threads';
import { watchCatalog } from './catalog/index.ts';
import { Database, DatabaseHosts, StandbyReads, VersionWatch } from './kit/database/index.ts';
import { makeReplies, note } from './kit/reply-thread/index.ts';
import { AccountDirectory } from './ledger/index.ts';
import {
  EXPORT_CONNECTIONS_MAX,
  type ExportNote,
  type ExportSettings,
  type ExportWork,
} from './open-exports.ts';
import { exportMaker } from './surfaces/index.ts';

/** The thread that makes the files of lists (decision 77): their statements, their lines and their bytes cost the server's own thread nothing. */
const { url, timeoutMs } = workerData as ExportSettings;

const warn = (error: Error) => note({ kind: 'warning', error } satisfies ExportNote);
const hosts = new DatabaseHosts(url, { onError: warn });
const each = { onError: warn, timeoutMs, connectionsMax: EXPORT_CONNECTIONS_MAX, givesWay: true };
const database = new Database({ url: hosts, ...each });
const aside = new Database({ url: hosts, ...each });
const standby = new StandbyReads({
  ...{ primary: database, hosts, aside },
  open: (standbyUrl) => new Database({ ...each, url: standbyUrl, isStandby: true }),
  onRequest: (outcome) => note({ kind: 'standby', outcome } satisfies ExportNote),
  onError: warn,
});
const versions = new VersionWatch(database, warn);
const catalog = watchCatalog(database, versions);
const make = exportMaker({ database, catalog, accounts: new AccountDirectory(database) });

makeReplies<ExportWork>({
  make: async ({ found, asked }) => {
    hosts.follow(found);
    // Between two exports nobody needs the catalogue.
    await versions.poll();
    return asked.onStandby ? standby.run(() => make(asked)) : make(asked);
  },
  close: async () => {
    await versions[Symbol.asyncDispose]();
    await Promise.all([standby, aside, database].map((one) => one[Symbol.asyncDispose]()));
  },
});
