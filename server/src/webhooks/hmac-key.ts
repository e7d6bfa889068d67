import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

/**
 * HMAC-SHA256 (RFC 2104) under one key, in two calls of `hash`: under half the time of an Hmac object a
 * message, and every delivery has two.
 */
export class HmacKey {
  readonly #inner = Buffer.alloc(BLOCK_BYTES);
  readonly #outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);

  constructor(key: Buffer) {
    const bytes = key.length > BLOCK_BYTES ? hash('sha256', key, 'buffer') : key;
    for (let at = 0; at < BLOCK_BYTES; at += 1) {
      const byte = bytes[at] ?? 0;
      this.#inner[at] = byte ^ 0x36;
      this.#outer[at] = byte ^ 0x5c;
    }
  }

  sign(message: readonly Buffer[], encoding: 'hex' | 'base64'): string {
    const inner = hash('sha256', Buffer.concat([this.#inner, ...message]), 'buffer');
    inner.copy(this.#outer, BLOCK_BYTES);
    return hash('sha256', this.#outer, encoding);
  }
}
