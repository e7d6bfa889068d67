import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Keys with one purpose each, derived from the vault's session key (HKDF, RFC 5869). */
export interface PeopleKeys {
  /** Hashes what is looked up: cookies, link tokens, recovery codes. */
  readonly token: KeyObject;
  /** Seals what must be read again: authenticator secrets. */
  readonly seal: KeyObject;
  /** The pepper of password hashes. */
  readonly password: Buffer;
}

export function derivePeopleKeys(session: KeyObject): PeopleKeys {
  return {
    token: derive(session, 'token'),
    seal: derive(session, 'seal'),
    password: derive(session, 'password').export(),
  };
}

/** The key that seals links in e-mails. */
export function deriveMailKey(session: KeyObject): KeyObject {
  return derive(session, 'mail');
}

function derive(session: KeyObject, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', session, '', `psnb2b-${purpose}-v1`, 32)));
}

/** The keyed hash of a secret or a name; `purpose` prevents one kind from passing as another. */
export function hashOf(keys: PeopleKeys, purpose: string, text: string): Buffer {
  return createHmac('sha256', keys.token).update(`${purpose}\0`).update(text).digest();
}
