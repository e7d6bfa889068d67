import type { KeyObject } from 'node:crypto';
import { seal, unseal } from '../kit/sealed.ts';
import { SealBroken } from './key-problem.ts';
import { lengthPrefixed } from './length-prefixed.ts';

/**
 * Where sealed bytes belong: everything of their row that must not be swapped. First the kind of thing, then its id, then other
 * values that never change. They open only with exactly these words.
 */
export type SealPlace = readonly [kind: string, id: string, ...fixed: (string | number)[]];

/**
 * Seals bytes of any length, bound to their place. The length is visible; a code, whose length would reveal something, is sealed
 * by `sealCode`.
 */
export function sealBytes(key: KeyObject, place: SealPlace, plain: Uint8Array): Buffer {
  return seal(key, associatedData(place), plain);
}

/** Throws SealBroken for bytes of another place or key, or altered ones. */
export function openBytes(key: KeyObject, place: SealPlace, sealed: Buffer): Buffer {
  const plain = unseal(key, associatedData(place), sealed);
  if (plain) return plain;
  throw new SealBroken(`${place[0]} ${place[1]} does not open in its place`);
}

function associatedData(place: SealPlace): Buffer {
  return lengthPrefixed('psnb2b-bytes-v1', ...place.map(String));
}
