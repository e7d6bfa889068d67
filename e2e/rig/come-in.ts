import type { Visitor } from '@psnb2b/server/testkit';
import type { Desk, Person } from './desk.ts';

/** Opens a browser with the session of a person who signed in elsewhere. */
export async function comeIn(desk: Desk, { cookies }: Visitor): Promise<Person> {
  const person = await desk.person();
  await person.context.addCookies(
    [...cookies].map(([name, value]) => ({ name, value, url: desk.shop.url })),
  );
  return person;
}
