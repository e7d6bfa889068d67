import type { KeyObject } from 'node:crypto';
import { assert } from './assert.ts';
import { seal, unseal } from './sealed.ts';

/** Seals a short secret that must be shown again, bound to `place`: its table and row. */
export function sealText(key: KeyObject, place: string, text: string): Buffer {
  return seal(key, Buffer.from(place), Buffer.from(text));
}

/** Throws if it was sealed for another place, by another key, or was altered. */
export function openText(key: KeyObject, place: string, sealed: Buffer): string {
  const text = unseal(key, Buffer.from(place), sealed);
  assert(text, `a sealed text does not open in ${place.split(':', 1)[0]}`);
  return text.toString('utf8');
}
