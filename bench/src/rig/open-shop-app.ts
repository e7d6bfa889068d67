import { join } from 'node:path';
import { type App, openApp } from '../../../server/src/app.ts';
import { loadConfig } from '../../../server/src/config/index.ts';
import { required } from '../../../server/src/kit/assert.ts';
import { createLog } from '../../../server/src/kit/log.ts';
import type { Environment } from './server-process.ts';

/** Opens a shop in this process, for what no request of a partner can do; the caller closes it. */
export function openShopApp({ env }: { readonly env: Environment }): Promise<App> {
  const path = required(env.KEK_FILE, 'a shop has keys');
  const config = loadConfig({ ...env, DATA_DIR: join(path, '../data') });
  const kek = { kind: 'file', path, strict: true } as const;
  return openApp({ config, kek, log: createLog('warn', process.stderr) });
}
