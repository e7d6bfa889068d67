import { randomUUID } from 'node:crypto';
import type { PartnerRole, StaffRole, WebApp } from '@psnb2b/contract';
import { invite, settleLinks } from '../src/identity/index.ts';
import { assert } from '../src/kit/assert.ts';
import type { DrivenClock } from '../src/kit/clock.ts';
import { readEmail } from '../src/kit/email-address.ts';
import { findEmail, listEmails, sendEmails } from '../src/kit/mail/index.ts';
import type { Shop } from './shop.ts';
import { Visitor } from './visitor.ts';

/** Long, and on no list of common passwords. */
export const PASSWORD = 'correct-crane-opens-seven-lids';

let visitors = 0;

/** Returns a browser with an address of its own, so that tests do not share rate limits. */
export function visitor(shop: Shop, webApp: WebApp): Visitor {
  visitors += 1;
  return new Visitor(shop.url, webApp, `198.51.${(visitors >> 8) & 255}.${visitors & 255}`);
}

/**
 * Prepares e-mails as the worker does; returns the newest e-mail to an address (of one template), as an admin reads it.
 */
export async function mailTo(shop: Shop, to: string, template?: string) {
  const { app } = shop;
  tick(shop);
  await settled(shop);
  await sendEmails(app);
  tick(shop);
  const emails = await listEmails(app.database.reads, { to, limit: 20 });
  const newest = emails.find((email) => email.template === (template ?? email.template));
  return newest ? findEmail(app.database.reads, newest.emailId, app.mailKey) : null;
}

/** Waits for the commits of other calls that are just settling links, which they have locked. */
async function settled(shop: Shop): Promise<void> {
  for (;;) {
    await settleLinks(shop.app);
    const waiting = await shop.rows('SELECT 1 FROM identity.links WHERE settled_at IS NULL');
    if (waiting.length === 0) return;
  }
}

/** Ids of one millisecond have a random order, so a clock that does not move is advanced first. */
function tick({ clock }: Shop): void {
  if ('advance' in clock) (clock as DrivenClock).advance(1);
}

/** Returns the token of the link in the newest e-mail to an address. */
export async function tokenMailedTo(shop: Shop, to: string): Promise<string> {
  const email = await mailTo(shop, to);
  const token = /#token=([A-Za-z0-9_-]{43})/.exec(email?.text ?? '')?.[1];
  assert(token !== undefined, `an e-mail to ${to} has a link`);
  return token;
}

export interface SignedUp {
  readonly visitor: Visitor;
  readonly email: string;
  /** `prt_…` */
  readonly partnerId: string;
}

/** Registers a business and confirms it, as a person does; signed in as its owner. */
export async function signUp(shop: Shop, business = 'Corner Shop'): Promise<SignedUp> {
  const email = `owner-${randomUUID().slice(0, 8)}@shop.example`;
  const person = visitor(shop, 'portal');
  const body = { business_name: business, country: 'DE', name: 'Olga Owner', email };
  await person.post('/sign-up', { ...body, password: PASSWORD });
  const token = await tokenMailedTo(shop, email);
  const me = await person.post<{ partner: { id: string } }>('/sign-up/confirm', {
    token,
    password: PASSWORD,
  });
  assert(me.status === 200, `signing up works: ${me.text}`);
  return { visitor: person, email, partnerId: me.body.partner.id };
}

/** Adds a colleague to an owner's business, signed in. */
export async function colleague(
  shop: Shop,
  owner: Visitor,
  role: PartnerRole,
): Promise<{ readonly visitor: Visitor; readonly email: string }> {
  const email = `${role}-${randomUUID().slice(0, 8)}@shop.example`;
  const invited = await owner.post('/invitations', { email, role });
  assert(invited.status === 201, `inviting works: ${invited.text}`);
  const person = visitor(shop, 'portal');
  const token = await tokenMailedTo(shop, email);
  await person.post('/invitations/accept', { token, name: `A ${role}`, password: PASSWORD });
  return { visitor: person, email };
}

/** Returns the link that the command line prints for a new member of staff. */
export async function inviteStaff(shop: Shop, email: string, role: StaffRole): Promise<string> {
  const { app } = shop;
  const by = { actor: 'operator:test', at: shop.clock.now() };
  const who = { webApp: 'console', partnerId: null, into: 'the staff', role } as const;
  const invitation = { ...who, email: readEmail(email) };
  const { url } = await app.database.transaction((tx) =>
    invite(tx, app, { ...invitation, invitedBy: 'test' }, false, by),
  );
  return url;
}

/** Adds a member of staff with an authenticator, signed in and with a fresh proof. */
export async function staff(
  shop: Shop,
  role: StaffRole,
): Promise<{ readonly visitor: Visitor; readonly email: string }> {
  const email = `${role}-${randomUUID().slice(0, 8)}@staff.example`;
  const url = await inviteStaff(shop, email, role);
  const person = visitor(shop, 'console');
  const token = url.split('#token=')[1];
  await person.post('/invitations/accept', { token, name: `A ${role}`, password: PASSWORD });
  await enrol(shop, person);
  return { visitor: person, email };
}

/** Visitors who are members of staff, one for each of these roles. */
export async function staffOf<const Roles extends readonly StaffRole[]>(
  shop: Shop,
  ...roles: Roles
): Promise<{ readonly [Each in keyof Roles]: Visitor }> {
  const people = await Promise.all(roles.map((role) => staff(shop, role)));
  return people.map(({ visitor }) => visitor) as { readonly [Each in keyof Roles]: Visitor };
}

/** Sets up an authenticator; returns the recovery codes. */
export async function enrol(shop: Shop, person: Visitor): Promise<string[]> {
  const setup = await person.post<{ secret: string }>('/second-factor/totp');
  person.totpSecret = setup.body.secret;
  const code = person.code(shop.clock.now());
  const done = await person.post<{ codes: string[] }>('/second-factor/totp/confirm', { code });
  assert(done.status === 200, `setting up an authenticator works: ${done.text}`);
  return done.body.codes;
}
