import type { Config } from './config/index.ts';
import { VERSION } from './kit/version.ts';
import { embeddedPassword } from './postgres/index.ts';

/** What a backup needs of the configuration. */
export function backupParts({ dataDir, databaseUrl, objectStore }: Config) {
  const password = databaseUrl === null ? embeddedPassword(dataDir) : null;
  return { dataDir, objectStore, password, software: VERSION };
}
