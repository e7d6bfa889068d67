import { calculateJwkThumbprint } from 'jose';

/** The name of a public key that people compare: SHA-256 in base64url (RFC 7638). */
export function thumbprintOf(publicJwk: string): Promise<string> {
  return calculateJwkThumbprint(JSON.parse(publicJwk), 'sha256');
}
