import { openApp } from '../../../server/src/app.ts';
import { loadConfig } from '../../../server/src/config/index.ts';
import { createLog } from '../../../server/src/kit/log.ts';
import { createEndpoint } from '../../../server/src/webhooks/index.ts';
import type { Environment } from './server-process.ts';
import type { Shop } from './shop.ts';

/** Registers one endpoint per buyer at the address from `urlOf`; returns their secrets. */
export async function registerEndpoints(
  shop: Shop,
  env: Environment,
  dataDir: string,
  urlOf: (index: number) => string,
): Promise<string[]> {
  const config = loadConfig({ ...env, DATA_DIR: dataDir });
  const kek = { kind: 'file', path: env.KEK_FILE ?? '', strict: true } as const;
  await using app = await openApp({ config, kek, log: createLog('warn', process.stderr) });
  const secrets: string[] = [];
  for (const [index, { tenantId }] of shop.buyers.entries()) {
    const by = { at: app.clock.now(), actor: 'operator:bench' };
    const tenant = { tenantId, mode: 'live' } as const;
    const endpoint = { url: urlOf(index), events: null };
    const made = await createEndpoint(app, tenant, endpoint, null, by);
    secrets.push(made.secret?.reveal() ?? '');
  }
  return secrets;
}
