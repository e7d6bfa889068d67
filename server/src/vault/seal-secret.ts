import type { KeyObject } from 'node:crypto';
import { seal, unseal } from '../kit/sealed.ts';
import { SealBroken } from './key-problem.ts';
import { lengthPrefixed } from './length-prefixed.ts';

/** The row that a sealed secret belongs to: its kind, and the ids of its row. It opens nowhere else. */
export interface SecretPlace {
  readonly kind: string;
  readonly ids: readonly string[];
}

export function sealSecret(key: KeyObject, place: SecretPlace, text: string): Buffer {
  return seal(key, associatedData(place), Buffer.from(text));
}

/** Throws SealBroken for a secret of another place, or an altered one. */
export function openSecret(key: KeyObject, place: SecretPlace, sealed: Buffer): string {
  const text = unseal(key, associatedData(place), sealed);
  if (text) return text.toString('utf8');
  throw new SealBroken(`a sealed ${place.kind} does not open in its place`);
}

function associatedData({ kind, ids }: SecretPlace): Buffer {
  return lengthPrefixed('psnb2b-secret-v1', kind, ...ids);
}
