import { type Shop, signUp, type Visitor, visitor } from '@psnb2b/server/testkit';
import { inviteStaff, PASSWORD, tokenMailedTo } from '@psnb2b/server/testkit/people';
import type { App } from './page-table.ts';

/** A person who may only set up a second factor; in the portal nobody has to. */
export async function half(shop: Shop, app: App): Promise<Visitor> {
  const person = visitor(shop, app);
  if (app === 'portal') return person;
  const url = await inviteStaff(shop, 'half@staff.example', 'stock');
  const accept = { token: url.split('#token=')[1], name: 'Half', password: PASSWORD };
  await person.post('/invitations/accept', accept);
  return person;
}

/** One link of each kind, as addresses of ours. */
export async function links(shop: Shop, app: App): Promise<[string, string][]> {
  const stranger = visitor(shop, app);
  if (app === 'console') {
    const url = await inviteStaff(shop, 'new@staff.example', 'stock');
    return [['invitation', url.slice(shop.url.length)]];
  }
  const { visitor: owner, email } = await signUp(shop);
  await owner.post('/invitations', { email: 'new@shop.example', role: 'buyer' });
  await stranger.post('/password-resets', { email });
  const registration = { business_name: 'Anew', country: 'DE', name: 'Ann' };
  const anew = { ...registration, email: 'anew@shop.example', password: PASSWORD };
  await stranger.post('/sign-up', anew);
  const of = async (to: string) => `#token=${await tokenMailedTo(shop, to)}`;
  return [
    ['invitation', `/portal/join${await of('new@shop.example')}`],
    ['reset', `/portal/reset${await of(email)}`],
    ['sign-up', `/portal/sign-up/confirm${await of('anew@shop.example')}`],
  ];
}
