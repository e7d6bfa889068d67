import type { Config } from './config/index.ts';
import { embeddedPassword } from './postgres/index.ts';
import { VERSION } from './version.ts';

/** What a backup needs of the configuration. */
export function backupParts({ dataDir, databaseUrl }: Config) {
  const password = databaseUrl === null ? embeddedPassword(dataDir) : null;
  return { dataDir, password, software: VERSION };
}
