import * as identity from '../../identity/index.ts';
import { json } from '../../kit/http/index.ts';
import { invalidState } from '../../kit/refusal.ts';
import { presentMe } from '../present/person.ts';

type AnyCall = Pick<identity.WebAppCall, 'address' | 'requestId' | 'at' | 'header'>;

export const DONE = json(200, { object: 'done' });
export const ACCEPTED = json(200, { object: 'accepted' });

export function originOf(call: AnyCall): identity.Origin {
  const { address, requestId, at } = call;
  return { address, requestId, at, userAgent: call.header('user-agent') ?? '' };
}

/**
 * Our site, for passkeys: PUBLIC_URL decides, never a request. A page at any other address is refused with the right address,
 * because its browser could not find the passkey.
 */
export function siteOfCall({ publicUrl }: identity.IdentityParts, call: AnyCall): identity.Site {
  const site = identity.siteOf(new URL(publicUrl()));
  const origin = call.header('origin');
  if (origin === undefined || origin === site.origin) return site;
  const detail = `Passkeys work at ${site.origin} only: open this page there.`;
  throw invalidState('other_address', detail);
}

export function isSecure({ publicUrl }: identity.IdentityParts): boolean {
  return publicUrl().startsWith('https:');
}

/** Cookies of a session that was just opened; a browser gets its device cookie once the session is active. */
export function openedCookies(
  parts: identity.IdentityParts,
  { person, token, maxAge }: identity.OpenedSession,
): { readonly 'set-cookie': readonly string[] } {
  const secure = isSecure(parts);
  const { webApp } = person;
  // A person who signs in is looked up next, whatever strangers at the same address do.
  parts.visitors.sessions.add(identity.sessionName(parts.peopleKeys, token));
  const session = identity.sessionCookie(webApp, token, maxAge, secure);
  const isWhole = person.session.state === 'active';
  const device = isWhole ? [identity.deviceCookie(parts.peopleKeys, person, secure)] : [];
  return { 'set-cookie': [session, ...device] };
}

/** Who is signed in from now on, with the new cookie. */
export async function openedReply(parts: identity.IdentityParts, opened: identity.OpenedSession) {
  return json(200, await presentMe(parts, opened.person), openedCookies(parts, opened));
}
