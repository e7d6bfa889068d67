import type { KeyObject } from 'node:crypto';
import { assert } from './assert.ts';
import { seal, unseal } from './sealed.ts';

/** A short secret that must be shown again, bound to `place`: the table and row that it lies in. */
export function sealText(key: KeyObject, place: string, text: string): Buffer {
  return seal(key, Buffer.from(place), Buffer.from(text));
}

/** Throws when it was sealed for another place, by another key, or was altered. */
export function openText(key: KeyObject, place: string, sealed: Buffer): string {
  const text = unseal(key, Buffer.from(place), sealed);
  assert(text, `a sealed text does not open in ${place.split(':', 1)[0]}`);
  return text.toString('utf8');
}
