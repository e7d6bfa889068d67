import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { WebApp } from '@psnb2b/contract';
import type { Db, Tx } from '../kit/database/index.ts';
import { newUuid } from '../kit/ids.ts';
import { invalidState, limitReached } from '../kit/refusal.ts';
import { MINUTE_MS } from '../kit/time.ts';
import type { IdentityParts } from './parts.ts';
import { hashOf, type PeopleKeys } from './people-keys.ts';
import type { User } from './person.ts';
import { lockUser } from './store.ts';

const CHALLENGE_MS = 5 * MINUTE_MS;
const PASSKEYS_MAX = 10;
/** Three hundred modules, loaded for the first passkey: commands never need them. */
const loadWebauthn = () => import('@simplewebauthn/server');

/** Our site as authenticators know it (WebAuthn, section 5.1.2): a domain, never an address. */
export interface Site {
  readonly rpId: string;
  readonly origin: string;
}

/** From the public address: its domain, or `localhost` on this machine; other addresses have none. */
export function siteOf(address: URL): Site {
  const host = address.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 0) return { rpId: host, origin: address.origin };
  if (host === '::1' || host.startsWith('127.')) {
    const port = address.port === '' ? '' : `:${address.port}`;
    return { rpId: 'localhost', origin: `${address.protocol}//localhost${port}` };
  }
  const detail = 'Passkeys need a domain name: set PUBLIC_URL to one, and open this page there.';
  throw invalidState('no_domain', detail);
}

export interface Passkey {
  readonly passkeyId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

export async function listPasskeys(db: Db, userId: string): Promise<Passkey[]> {
  const { rows } = await db.query<Passkey>(
    `SELECT passkey_id AS "passkeyId", name, created_at AS "createdAt",
            last_used_at AS "lastUsedAt"
       FROM identity.passkeys WHERE user_id = $1 ORDER BY passkey_id DESC`,
    [userId],
  );
  return rows;
}

/** A challenge is random and answered once: it is its own name, and only its hash is stored. */
async function newChallenge(
  tx: Tx,
  keys: PeopleKeys,
  webApp: WebApp,
  userId: string | null,
  at: Date,
): Promise<Buffer> {
  const challenge = randomBytes(32);
  await tx.query(
    `INSERT INTO identity.challenges (challenge_hash, door, user_id, expires_at)
     VALUES ($1, $2, $3, $4)`,
    [
      hashOf(keys, 'challenge', challenge.toString('base64url')),
      webApp,
      userId,
      new Date(at.getTime() + CHALLENGE_MS),
    ],
  );
  return challenge;
}

async function takeChallenge(
  tx: Tx,
  keys: PeopleKeys,
  webApp: WebApp,
  userId: string | null,
  flow: string,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `DELETE FROM identity.challenges WHERE challenge_hash = $1 AND door = $2
        AND user_id IS NOT DISTINCT FROM $3::uuid AND expires_at > $4`,
    [hashOf(keys, 'challenge', flow), webApp, userId, at],
  );
  return rowCount === 1;
}

export interface PasskeyOptions {
  readonly flow: string;
  readonly options: Record<string, unknown>;
}

export async function creationOptions(
  tx: Tx,
  { peopleKeys: keys, shop }: Pick<IdentityParts, 'peopleKeys' | 'shop'>,
  user: User,
  site: Site,
  at: Date,
): Promise<PasskeyOptions> {
  checkPasskeysMax(user);
  const challenge = await newChallenge(tx, keys, user.webApp, user.userId, at);
  const { rows } = await tx.query<{ credential_id: string }>(
    'SELECT credential_id FROM identity.passkeys WHERE user_id = $1',
    [user.userId],
  );
  const webauthn = await loadWebauthn();
  const options = await webauthn.generateRegistrationOptions({
    rpName: `${shop.current().shownName} ${user.webApp}`,
    rpID: site.rpId,
    userName: user.email,
    userDisplayName: user.name,
    userID: new Uint8Array(Buffer.from(user.userId.replaceAll('-', ''), 'hex')),
    challenge: new Uint8Array(challenge),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    excludeCredentials: rows.map((row) => ({ id: row.credential_id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { flow: challenge.toString('base64url'), options: { ...options } };
}

function checkPasskeysMax({ passkeys }: User): void {
  if (passkeys < PASSKEYS_MAX) return;
  const detail = `A person has at most ${PASSKEYS_MAX} passkeys; remove one first.`;
  throw limitReached({ limit: PASSKEYS_MAX, used: passkeys }, detail);
}

/** For a person with a passkey for this app; the authenticator finds it itself. */
export async function requestOptions(
  tx: Tx,
  keys: PeopleKeys,
  webApp: WebApp,
  site: Site,
  at: Date,
): Promise<PasskeyOptions> {
  const challenge = await newChallenge(tx, keys, webApp, null, at);
  const webauthn = await loadWebauthn();
  const options = await webauthn.generateAuthenticationOptions({
    rpID: site.rpId,
    challenge: new Uint8Array(challenge),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
  });
  return { flow: challenge.toString('base64url'), options: { ...options } };
}

export interface PasskeyAnswer {
  readonly flow: string;
  readonly response: Readonly<Record<string, unknown>>;
}

/** Stores a new passkey of a locked user; returns whether the response was valid. */
export async function keepPasskey(
  tx: Tx,
  keys: PeopleKeys,
  user: User,
  site: Site,
  answer: PasskeyAnswer & { readonly name: string },
  at: Date,
): Promise<boolean> {
  checkPasskeysMax(user);
  if (!(await takeChallenge(tx, keys, user.webApp, user.userId, answer.flow, at))) return false;
  if (!(await isUnattested(answer.response))) return false;
  const webauthn = await loadWebauthn();
  const verified = await webauthn
    .verifyRegistrationResponse({
      response: answer.response as never,
      expectedChallenge: answer.flow,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
    })
    // nothing: what the library cannot verify is not proved, whatever it said.
    .catch(() => null);
  if (!verified?.verified) return false;
  const { credential } = verified.registrationInfo;
  const { rowCount } = await tx.query(
    `INSERT INTO identity.passkeys (passkey_id, user_id, credential_id, public_key, sign_count,
                                    transports, name, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential_id) DO NOTHING`,
    [
      newUuid(at.getTime()),
      user.userId,
      credential.id,
      Buffer.from(credential.publicKey),
      credential.counter,
      credential.transports ?? [],
      answer.name,
      at,
    ],
  );
  return rowCount === 1;
}

/**
 * Whether a response has no attestation, as we requested. Any other format is refused unread: its statement would be a stranger's
 * certificates, and the code that checks them is the largest part of a passkey library.
 */
async function isUnattested({ response }: PasskeyAnswer['response']): Promise<boolean> {
  const { attestationObject } = (response ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof attestationObject !== 'string') return false;
  const { decodeAttestationObject, isoBase64URL } = await import('@simplewebauthn/server/helpers');
  try {
    const bytes = isoBase64URL.toBuffer(attestationObject);
    return decodeAttestationObject(bytes).get('fmt') === 'none';
  } catch {
    return false;
  }
}

/**
 * The user whose passkey signed the challenge; null if it did not. A signature counter that does not grow indicates a copied
 * authenticator and is refused (WebAuthn, section 6.1.1).
 */
export async function checkPasskey(
  tx: Tx,
  keys: PeopleKeys,
  webApp: WebApp,
  site: Site,
  { flow, response }: PasskeyAnswer,
  at: Date,
): Promise<string | null> {
  if (!(await takeChallenge(tx, keys, webApp, null, flow, at))) return null;
  const credentialId = String(response.id);
  const { rows: owners } = await tx.query<{ user_id: string }>(
    'SELECT user_id FROM identity.passkeys WHERE credential_id = $1',
    [credentialId],
  );
  if (!owners[0]) return null;
  await lockUser(tx, owners[0].user_id);
  const { rows } = await tx.query<{
    passkey_id: string;
    user_id: string;
    credential_id: string;
    public_key: Buffer;
    sign_count: number;
  }>(
    `SELECT p.passkey_id, p.user_id, p.credential_id, p.public_key, p.sign_count
       FROM identity.passkeys p JOIN identity.users u USING (user_id)
      WHERE p.credential_id = $1 AND u.door = $2 AND u.disabled_at IS NULL FOR UPDATE OF p`,
    [credentialId, webApp],
  );
  const [row] = rows;
  if (!row) return null;
  const webauthn = await loadWebauthn();
  const verified = await webauthn
    .verifyAuthenticationResponse({
      response: response as never,
      expectedChallenge: flow,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      credential: {
        id: row.credential_id,
        publicKey: new Uint8Array(row.public_key),
        counter: row.sign_count,
      },
    })
    // nothing: what the library cannot verify is not proved, whatever it said.
    .catch(() => null);
  if (!verified?.verified) return null;
  await tx.query(
    'UPDATE identity.passkeys SET sign_count = $2, last_used_at = $3 WHERE passkey_id = $1',
    [row.passkey_id, verified.authenticationInfo.newCounter, at],
  );
  return row.user_id;
}

/** Whether this user had such a passkey. */
export async function deletePasskey(tx: Tx, userId: string, passkeyId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'DELETE FROM identity.passkeys WHERE user_id = $1 AND passkey_id = $2',
    [userId, passkeyId],
  );
  return rowCount === 1;
}
