import { openApp } from '../../../server/src/app.ts';
import { loadConfig } from '../../../server/src/config/index.ts';
import { createLog } from '../../../server/src/kit/log.ts';
import { createEndpoint, type NewEndpoint } from '../../../server/src/webhooks/index.ts';
import type { Environment } from './server-process.ts';
import type { Shop } from './shop.ts';

/** Registers one endpoint for each buyer, of the address and concurrency from `endpointOf`; returns their secrets. */
export async function registerEndpoints(
  shop: Shop,
  env: Environment,
  dataDir: string,
  endpointOf: (index: number) => Pick<NewEndpoint, 'url' | 'concurrency'>,
): Promise<string[]> {
  const config = loadConfig({ ...env, DATA_DIR: dataDir });
  const kek = { kind: 'file', path: env.KEK_FILE ?? '', strict: true } as const;
  await using app = await openApp({ config, kek, log: createLog('warn', process.stderr) });
  const secrets: string[] = [];
  for (const [index, { tenantId }] of shop.buyers.entries()) {
    const by = { at: app.clock.now(), actor: 'operator:bench' };
    const tenant = { tenantId, mode: 'live' } as const;
    const endpoint = { ...endpointOf(index), events: null };
    const made = await createEndpoint(app, tenant, endpoint, null, by);
    secrets.push(made.secret?.reveal() ?? '');
  }
  return secrets;
}
