import type { WebApp } from '@psnb2b/contract';
import {
  createUser,
  findUserByEmail,
  madeUpPassword,
  openSession,
  sessionCookie,
} from '../../../server/src/identity/index.ts';
import { required } from '../../../server/src/kit/assert.ts';
import { readEmail } from '../../../server/src/kit/email-address.ts';
import { tenantsById } from '../../../server/src/partners/index.ts';
import { openShopApp } from './open-shop-app.ts';
import type { Shop } from './shop.ts';

/** The session cookies of somebody who may read everything in each web app: an admin, and the owner of the first buyer. */
export async function openReaders(shop: Shop): Promise<Readonly<Record<WebApp, string>>> {
  await using app = await openShopApp(shop);
  const { tenantId } = required(shop.buyers[0], 'a shop has buyers');
  const tenants = await tenantsById(app.database.reads, [tenantId]);
  const { partnerId } = required(tenants.get(tenantId), 'a buyer has a tenant');
  const at = app.clock.now();
  const enter = async (webApp: WebApp, role: 'admin' | 'owner', of: string | null) => {
    const email = readEmail(`reader@${webApp}.example`);
    const person = { webApp, partnerId: of, email, name: 'A reader', role, at };
    await createUser(app, { ...person, password: madeUpPassword() }, 'operator:bench');
    const user = required(await findUserByEmail(app.database.reads, webApp, email), 'it exists');
    const origin = { at, address: '127.0.0.1', userAgent: 'bench', requestId: 'req_bench' };
    const { token, maxAge } = await app.database.transaction((tx) =>
      openSession(tx, app.peopleKeys, user, 'all', origin, null),
    );
    return required(sessionCookie(webApp, token, maxAge, false).split(';', 1)[0], 'a cookie');
  };
  return {
    portal: await enter('portal', 'owner', partnerId),
    console: await enter('console', 'admin', null),
  };
}
