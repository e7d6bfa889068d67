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

/** As many people per app: each may make 600 calls a minute. */
const READERS = 20;

/** The session cookies of people who may read everything in each web app: admins, and owners of the first buyer's business. */
export async function openReaders(
  shop: Shop,
): Promise<Readonly<Record<WebApp, readonly string[]>>> {
  await using app = await openShopApp(shop);
  const { tenantId } = required(shop.buyers[0], 'a shop has buyers');
  const tenants = await tenantsById(app.database.reads, [tenantId]);
  const { partnerId } = required(tenants.get(tenantId), 'a buyer has a tenant');
  const at = app.clock.now();
  const password = madeUpPassword();
  const enter = async (webApp: WebApp, number: number) => {
    const email = readEmail(`reader${number}@${webApp}.example`);
    const [role, of] =
      webApp === 'portal' ? (['owner', partnerId] as const) : (['admin', null] as const);
    const person = { webApp, partnerId: of, email, name: 'A reader', role, at, password };
    await createUser(app, person, 'operator:bench');
    const user = required(await findUserByEmail(app.database.reads, webApp, email), 'it exists');
    const origin = { at, address: '127.0.0.1', userAgent: 'bench', requestId: 'req_bench' };
    const { token, maxAge } = await app.database.transaction((tx) =>
      openSession(tx, app.peopleKeys, user, 'all', origin, null),
    );
    return required(sessionCookie(webApp, token, maxAge, false).split(';', 1)[0], 'a cookie');
  };
  const cookies: Record<WebApp, string[]> = { portal: [], console: [] };
  for (let number = 1; number <= READERS; number += 1) {
    cookies.portal.push(await enter('portal', number));
    cookies.console.push(await enter('console', number));
  }
  return cookies;
}
