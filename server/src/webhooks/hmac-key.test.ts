/**
 * Guards: a signature is the HMAC-SHA256 of exactly the bytes that are sent, whatever their length,
 * and of nothing that was signed before them.
 */
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { HmacKey } from './hmac-key.ts';

const KEYS = [Buffer.alloc(32, 1), Buffer.alloc(64, 2), Buffer.alloc(100, 3)];
/** The longest first, and longer than the prepared buffer: what it leaves behind must not count. */
const BODIES = ['ü'.repeat(40_000), 'x'.repeat(1_300), 'ü', ''];

test.each(KEYS)('HMAC-SHA256 by key %#', (bytes) => {
  const key = new HmacKey(bytes);
  for (const body of BODIES) {
    for (const prefix of ['evt_1.1795743902.', '']) {
      for (const encoding of ['hex', 'base64'] as const) {
        const wanted = createHmac('sha256', bytes).update(prefix).update(body).digest(encoding);
        expect(key.sign(prefix, body, encoding)).toBe(wanted);
      }
    }
  }
});
