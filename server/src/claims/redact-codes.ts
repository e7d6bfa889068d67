import { setImmediate } from 'node:timers/promises';
import { required } from '../kit/assert.ts';
import { formatId } from '../kit/ids.ts';
import type { BoughtCode } from '../orders/index.ts';
import { CODE_LENGTH_MAX, normaliseCode, type Vault } from '../vault/index.ts';

const WORD = /[A-Za-z0-9]+/g;
/** Limit on the groups in which a code may be written. */
const GROUPS_MAX = 8;
const CODE_LENGTH_MIN = 4;
/** Fingerprints between two turns of the event loop: about a millisecond. */
const FINGERPRINTS_AT_ONCE = 512;

export interface Redacted {
  readonly text: string;
  /** The codes in the text: its author knows them. */
  readonly codeIds: readonly string[];
}

/**
 * The text with every code of the order replaced by its id, however the code was spaced: people paste codes into messages, and
 * messages are read, stored and forwarded. The longest text takes tens of milliseconds; others are served meanwhile, so no lock
 * may be held.
 */
export async function redactCodes(
  vault: Vault,
  text: string,
  codes: readonly BoughtCode[],
): Promise<Redacted> {
  const known = new Map(codes.map((code) => [code.fingerprint.toString('latin1'), code.codeId]));
  const codeIds = new Set<string>();
  const fingerprint = vault.fingerprinter();
  const words = [...text.matchAll(WORD)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  let kept = '';
  let done = 0;
  let tried = 0;
  for (let first = 0; first < words.length; first += 1) {
    const { start } = required(words[first], 'the word is one of them');
    // The longest run of groups first: a code may begin with another code.
    for (let last = lastGroup(text, words, first); last >= first; last -= 1) {
      const end = words[last]?.end ?? start;
      const normalised = normaliseCode(text.slice(start, end).replaceAll(/\s/g, ''));
      if (normalised.length < CODE_LENGTH_MIN || normalised.length > CODE_LENGTH_MAX) continue;
      tried += 1;
      if (tried % FINGERPRINTS_AT_ONCE === 0) await setImmediate();
      const codeId = known.get(fingerprint(normalised));
      if (codeId === undefined) continue;
      codeIds.add(codeId);
      kept += text.slice(done, start) + formatId('cod', codeId);
      done = end;
      first = last;
      break;
    }
  }
  return { text: kept + text.slice(done), codeIds: [...codeIds] };
}

/** The last word that is separated from the first only by blanks and hyphens. */
function lastGroup(
  text: string,
  words: readonly { readonly start: number; readonly end: number }[],
  first: number,
): number {
  let last = first;
  while (last + 1 < words.length && last + 1 < first + GROUPS_MAX) {
    const gap = text.slice(words[last]?.end, words[last + 1]?.start);
    if (!/^[\s-]{1,3}$/.test(gap)) break;
    last += 1;
  }
  return last;
}
