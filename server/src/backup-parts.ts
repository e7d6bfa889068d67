import type { Config } from './config/index.ts';
import { VERSION } from './kit/version.ts';
import { clusterFolder, embeddedPassword } from './postgres/index.ts';

/** What a backup needs of the configuration. */
export function backupParts({ dataDir, databaseUrl, objectStore }: Config) {
  const password = databaseUrl === null ? embeddedPassword(dataDir) : null;
  const cluster = databaseUrl === null ? clusterFolder(dataDir) : null;
  return { dataDir, objectStore, password, cluster, software: VERSION };
}
