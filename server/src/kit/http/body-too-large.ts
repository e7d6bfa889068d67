import { Refusal } from '../refusal.ts';

/** Says how much the call takes, in the unit that a person reads. */
export function bodyTooLarge(maxBytes: number): Refusal<'body_too_large'> {
  const kib = maxBytes / 1024;
  const size = kib >= 1024 ? `${kib / 1024} MiB` : `${kib} KiB`;
  const detail = `The body is larger than ${size}; send a smaller one.`;
  return new Refusal('body_too_large', { max_bytes: maxBytes }, { detail });
}
