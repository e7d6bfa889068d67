import { Refusal } from '../refusal.ts';

/** Names the largest body that the call accepts, in a unit that people read. */
export function bodyTooLarge(maxBytes: number): Refusal<'body_too_large'> {
  const kib = maxBytes / 1024;
  const size = kib >= 1024 ? `${kib / 1024} MiB` : `${kib} KiB`;
  const detail = `The body is larger than ${size}; send a smaller one.`;
  return new Refusal('body_too_large', { max_bytes: maxBytes }, { detail });
}
