/**
 * Guards: nobody is locked out by others who share their network or arrive at the same time. A customer's whole IPv6
 * network counts as one, whichever of its addresses is used; a browser that signed in before has a queue of its own,
 * which grants nothing else; and session look-ups count against strangers, not against a session that was recently
 * valid.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  drivenClock,
  openShop,
  PASSWORD,
  type Shop,
  signUp,
  Visitor,
  visitor,
} from '../../testkit/index.ts';

const ATTACKERS = 70;
const NEXT = 'eleven slow bicycles uphill';
const clock = drivenClock();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ clock, slowPasswords: true });
});
afterAll(() => shop[Symbol.asyncDispose]());

/** A visitor in the network `2001:db8:<site>::/48`, in any of its /64. */
const inNetwork = (site: number, net: number) =>
  new Visitor(shop.url, 'portal', `2001:db8:${site.toString(16)}:${net.toString(16)}::1`);
/** The same browser at another address. */
function movedTo(person: Visitor, from: string): Visitor {
  const moved = new Visitor(shop.url, person.webApp, from);
  for (const [name, value] of person.cookies) moved.cookies.set(name, value);
  return moved;
}
const guess = (person: Visitor) =>
  person.post('/sign-in', { email: `${randomUUID()}@nowhere.example`, password: randomUUID() });
const ask = (person: Visitor) =>
  person.post('/password-resets', { email: `${randomUUID()}@nowhere.example` });
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);
async function oneByOne<Item>(items: readonly Item[], work: (item: Item) => Promise<Answer>) {
  const answers: Answer[] = [];
  for (const item of items) answers.push(await work(item));
  return answers;
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
async function signedOut() {
  const { visitor: owner, email } = await signUp(shop);
  await owner.post('/sign-out');
  return { owner, right: { email, password: PASSWORD } };
}

test('seventy sign-ins at once from one /48 lock no owner out', async () => {
  const { owner, right } = await signedOut();
  const attack = upTo(ATTACKERS).map((net) => guess(inNetwork(1, net * 256)));
  const owners = [
    owner.post('/sign-in', right),
    movedTo(owner, '2001:db8:1:ff00::2').post('/sign-in', right),
    visitor(shop, 'portal').post('/sign-in', right),
    inNetwork(2, 1).post('/sign-in', right),
  ];
  expect(statuses(await Promise.all(owners))).toEqual([200, 200, 200, 200]);
  const refused = statuses(await Promise.all(attack));
  expect(new Set(refused)).toEqual(new Set([401, 503]));
});

describe('attempts are counted by', () => {
  test.each([
    ['/64', 30, () => 0],
    ['/56', 60, (turn: number) => turn],
    ['/48', 120, (turn: number) => turn * 256],
  ])('%s: %i a minute', async (prefix, most, net) => {
    const site = 16 + most;
    const answers = await oneByOne(upTo(most + 1), (turn) => ask(inNetwork(site, net(turn))));
    expect(new Set(statuses(answers.slice(0, most))), prefix).toEqual(new Set([200]));
    expect(answers.at(-1)?.body).toMatchObject({ code: 'rate_limited', policy: 'address' });
    expect((await ask(inNetwork(site + 1, 1))).status, 'another network').toBe(200);
  });
});

describe('the queue of a browser that signed in before', () => {
  /** Uses up what strangers from this network may try in a minute. */
  async function exhaust(site: number): Promise<string> {
    await oneByOne(upTo(30), () => ask(inNetwork(site, 1)));
    expect((await ask(inNetwork(site, 1))).status).toBe(429);
    return `2001:db8:${site.toString(16)}:1::2`;
  }

  test('is its own, for its account only, and renewed by each sign-in', async () => {
    const { owner, right } = await signedOut();
    const from = await exhaust(300);
    const here = movedTo(owner, from);
    const before = here.cookies.get('psnb2b_portal_device');
    expect((await here.post('/sign-in', right)).status).toBe(200);
    expect(here.cookies.get('psnb2b_portal_device')).not.toBe(before);
    // It grants nothing else: neither sign-in to another account, nor other attempts.
    const other = await signedOut();
    expect((await here.post('/sign-in', other.right)).body.policy).toBe('address');
    expect((await ask(here)).status).toBe(429);
    const forged = movedTo(other.owner, from);
    const mark = forged.cookies.get('psnb2b_portal_device') ?? '';
    forged.cookies.set('psnb2b_portal_device', mark.replace(/\.\d+\./, '.7.'));
    expect((await forged.post('/sign-in', other.right)).status).toBe(429);
  });

  test('ends with the password, except in the browser that changed it', async () => {
    const { visitor: owner, email } = await signUp(shop);
    const elsewhere = visitor(shop, 'portal');
    await elsewhere.post('/sign-in', { email, password: PASSWORD });
    await elsewhere.post('/sign-out');
    expect((await owner.post('/password', { password: NEXT })).status).toBe(200);
    await owner.post('/sign-out');
    const from = await exhaust(301);
    const right = { email, password: NEXT };
    expect((await movedTo(elsewhere, from).post('/sign-in', right)).body.policy).toBe('address');
    expect((await movedTo(owner, from).post('/sign-in', right)).status).toBe(200);
  });
});

describe('a session that must be looked up', () => {
  function countLookUps(): { count: number; restore: () => void } {
    const reads = shop.app.database.reads as { query: typeof shop.app.database.reads.query };
    const { query } = reads;
    const seen = {
      count: 0,
      restore: () => {
        reads.query = query;
      },
    };
    reads.query = (text, values, name) => {
      if (name === 'identity.person') seen.count += 1;
      return query(text, values, name);
    };
    return seen;
  }
  const made = (person: Visitor) => {
    person.cookies.set('psnb2b_portal', randomUUID().replaceAll('-', '').padEnd(43, 'x'));
    return person;
  };

  test('counts as a stranger’s until it is found: invented ones get a limited number of look-ups', async () => {
    const { visitor: owner } = await signUp(shop);
    const from = '2001:db8:400:1::2';
    const here = movedTo(owner, from);
    const unseen = movedTo((await signUp(shop)).visitor, from);
    const lookUps = countLookUps();
    const answers = await oneByOne(upTo(130), () => made(inNetwork(0x400, 1)).get('/me'));
    expect(lookUps.count).toBe(120);
    expect(new Set(statuses(answers.slice(0, 120)))).toEqual(new Set([401]));
    expect(new Set(statuses(answers.slice(120)))).toEqual(new Set([429]));
    expect((await here.get('/me')).status, 'recently valid').toBe(200);
    // Its look-up was not remembered: it is refused for now, and keeps its cookie.
    const { sessions } = shop.app.visitors;
    const has = sessions.has.bind(sessions);
    sessions.has = () => false;
    expect((await unseen.get('/me')).status).toBe(429);
    expect(unseen.cookies.has('psnb2b_portal')).toBe(true);
    sessions.has = has;
    expect((await unseen.get('/me')).status).toBe(200);
    // The cookie of an ended session is free to look up once more, and then counts as a stranger's.
    await movedTo(unseen, '192.0.2.77').post('/sign-out');
    lookUps.count = 0;
    for (let turn = 0; turn < 3; turn += 1) {
      expect((await movedTo(unseen, from).get('/me')).status).toBe(429);
    }
    expect(lookUps.count).toBe(1);
    lookUps.restore();
  });

  test('costs its address nothing if it is valid', async () => {
    const { visitor: owner } = await signUp(shop);
    const here = movedTo(owner, '2001:db8:401:1::2');
    const { sessions } = shop.app.visitors;
    const has = sessions.has.bind(sessions);
    sessions.has = () => false;
    const answers = await oneByOne(upTo(130), () => here.get('/me'));
    sessions.has = has;
    expect(new Set(statuses(answers))).toEqual(new Set([200]));
  });
});
