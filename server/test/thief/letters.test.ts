/**
 * Guards: nobody can use our domain to send their own mail. An address that nobody has confirmed gets only our own
 * words, three times an hour in all, within a limit for all such addresses; people with an account are served first.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleLinks } from '../../src/identity/index.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import {
  bodyOf,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  tokenMailedTo,
  visitor,
} from '../../testkit/index.ts';

const clock = drivenClock();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ clock });
});
afterAll(() => shop[Symbol.asyncDispose]());

describe('an e-mail to an address that nobody has confirmed', () => {
  const BAIT = 'Your prize waits at win.evil.example today';
  const wordsTo = async (to: string) => {
    await tokenMailedTo(shop, to);
    const [mail] = await shop.rows<{ subject: string; body_text: string; body_html: string }>(
      'SELECT subject, body_text, body_html FROM kit.emails WHERE recipient = $1',
      [to],
    );
    return mail;
  };

  test('about a registration has only our own words', async () => {
    const to = 'victim-1@mail.example';
    const asked = { business_name: BAIT, country: 'DE', name: BAIT, email: to };
    await visitor(shop, 'portal').post('/sign-up', { ...asked, password: PASSWORD });
    const first = await wordsTo(to);
    expect(JSON.stringify(first)).not.toContain('evil');
    const other = { business_name: 'B', country: 'DE', name: 'Bo', email: 'victim-2@mail.example' };
    await visitor(shop, 'portal').post('/sign-up', { ...other, password: PASSWORD });
    expect(await wordsTo(other.email)).toEqual(first);
  });

  test('about a changed address or an invitation too', async () => {
    const { visitor: rogue } = await signUp(shop, BAIT);
    await bodyOf(clock, rogue.post('/me/name', { name: BAIT }));
    await bodyOf(clock, rogue.post('/me/email', { email: 'victim-3@mail.example' }));
    const invitation = { email: 'victim-4@mail.example', role: 'buyer' };
    await bodyOf(clock, rogue.post('/invitations', invitation));
    for (const to of ['victim-3@mail.example', 'victim-4@mail.example']) {
      expect([to, JSON.stringify(await wordsTo(to)).includes('evil')]).toEqual([to, false]);
    }
  });

  test('is sent three times an hour, for however many businesses and of whatever kind', async () => {
    const email = 'victim-5@mail.example';
    const refused: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const { visitor: rogue } = await signUp(shop);
      const { body } = await rogue.post('/invitations', { email, role: 'buyer' });
      refused.push(body.code);
      await rogue.post('/me/email', { email });
    }
    await settleLinks(shop.app);
    const got = await shop.rows('SELECT FROM kit.emails WHERE recipient = $1', [email]);
    expect(got).toHaveLength(3);
    const { visitor: last } = await signUp(shop);
    const more = await last.post('/invitations', { email, role: 'buyer' });
    expect(more.body.code).toBe('limit_reached');
    clock.advance(3_600_000);
  });

  test('waits when strangers requested too many, while people with an account are served', async () => {
    const { email } = await signUp(shop);
    await shop.owner.transaction((tx) =>
      tx.query(
        `INSERT INTO identity.links (link_id, door, kind, email, token_hash, created_at, settled_at,
                                     expires_at, used_at)
         SELECT gen_random_uuid(), 'portal', 'sign_up', n || '@mail.example', sha256(n::text::bytea),
                $1, $1, $1, $1 FROM generate_series(1, 500) n`,
        [clock.now()],
      ),
    );
    const to = 'victim-6@mail.example';
    const asked = { business_name: 'C', country: 'DE', name: 'Cy', email: to };
    await visitor(shop, 'portal').post('/sign-up', { ...asked, password: PASSWORD });
    await visitor(shop, 'portal').post('/password-resets', { email });
    await settleLinks(shop.app);
    const lettersTo = (address: string) =>
      shop.rows(`SELECT FROM kit.emails WHERE recipient = $1 AND template = $2`, [
        address,
        address === to ? 'sign_up' : 'password_reset',
      ]);
    expect(await lettersTo(to)).toHaveLength(0);
    expect(await lettersTo(email)).toHaveLength(1);
    clock.advance(3_600_000);
    await settleLinks(shop.app);
    expect(await lettersTo(to)).toHaveLength(1);
  });

  test.each([
    'http://evil.example',
    'Win at WWW.evil.example',
    'evil.example/prize',
    'a@evil.example',
  ])('a person’s name cannot be %s', async (name) => {
    const asked = { business_name: 'A', country: 'DE', name: 'E', email: 'e@shop.example' };
    for (const member of ['name', 'business_name']) {
      const body = { ...asked, password: PASSWORD, [member]: name };
      const reply = await visitor(shop, 'portal').post('/sign-up', body);
      expect([member, reply.status]).toEqual([member, 422]);
    }
    const { visitor: person } = await signUp(shop, 'Example.com Ltd');
    expect((await person.post('/me/name', { name })).status).toBe(422);
  });
});
