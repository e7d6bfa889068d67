import { createHash } from 'node:crypto';
import { createBase58check } from '@scure/base';

const coder = createBase58check((bytes: Uint8Array) => createHash('sha256').update(bytes).digest());

/** An address with the version byte of its network and an invented number, of which nobody has the key. */
export function base58check(version: number, number: number): string {
  const bytes = new Uint8Array(21);
  bytes[0] = version;
  new DataView(bytes.buffer).setUint32(17, number);
  return coder.encode(bytes);
}
