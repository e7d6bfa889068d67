import { webAppHeader, webApps } from '@psnb2b/contract';
import { registerPartner } from '../../../server/src/acts/index.ts';
import { createUser, madeUpPassword } from '../../../server/src/identity/index.ts';
import { assert } from '../../../server/src/kit/assert.ts';
import { readEmail } from '../../../server/src/kit/email-address.ts';
import type { Entrance } from './hostile-requests.ts';
import { openShopApp } from './open-shop-app.ts';
import type { Shop } from './shop.ts';

const ACTOR = 'operator:bench';

/** Owners, each with a business and a password. */
export interface SignsIn {
  enter(url: URL): Promise<Entrance>;
}

/** Creates so many businesses that are not approved, each with its owner: anybody may register one. */
export async function openPeople(shop: Shop, count: number): Promise<SignsIn[]> {
  await using app = await openShopApp(shop);
  const people: SignsIn[] = [];
  for (let number = 1; number <= count; number += 1) {
    const at = app.clock.now();
    const email = readEmail(`owner${number}@bench.example`);
    const business = { name: `Shop ${number}`, email, country: null, currency: 'USD' };
    const { partnerId } = await registerPartner(app, {
      ...business,
      approved: false,
      actor: ACTOR,
      at,
    });
    const password = madeUpPassword();
    const person = { partnerId, email, name: 'An owner', role: 'owner', password, at } as const;
    const created = await createUser(app, { webApp: 'portal', ...person }, ACTOR);
    assert(created, 'the address is new');
    people.push({ enter: (url) => signIn(url, email, password, number) });
  }
  return people;
}

async function signIn(url: URL, email: string, password: string, from: number): Promise<Entrance> {
  const { origin } = url;
  const reply = await fetch(new URL(`${webApps.portal.basePath}/sign-in`, url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.255.0.${from}`,
      [webAppHeader]: 'portal',
      'sec-fetch-site': 'same-origin',
      origin,
    },
    body: JSON.stringify({ email, password }),
  });
  assert(reply.ok, `signing in works: ${await reply.text()}`);
  const cookie = reply.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  return { key: '', cookie: cookie.join('; '), webApp: 'portal', origin };
}
