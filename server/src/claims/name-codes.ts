import { parseId } from '../kit/ids.ts';
import { type FieldError, invalid } from '../kit/refusal.ts';
import type { BoughtCode } from '../orders/index.ts';
import { CODE_LENGTH_MAX, normaliseCode, type Vault } from '../vault/index.ts';

/** A code as a request names it: by its id, or by what is known of its value. Never the value. */
export type CodeName = { readonly codeId: string } | { readonly fingerprint: Buffer } | null;

/** Reads what a request names; the values of codes go no further than this. */
export function readCodeNames(vault: Vault, texts: readonly string[]): CodeName[] {
  return texts.map((text) => {
    const codeId = parseId('cod', text);
    if (codeId !== null) return { codeId };
    const normalised = normaliseCode(text);
    const possible = normalised.length > 0 && normalised.length <= CODE_LENGTH_MAX;
    return possible ? { fingerprint: vault.fingerprint(normalised) } : null;
  });
}

/**
 * The codes of an order that were named, in the order of their naming. Refuses by pointer what is no
 * code of it, which is all that anybody learns of other codes, and what was named twice.
 */
export function findNamedCodes(
  names: readonly CodeName[],
  codes: readonly BoughtCode[],
): BoughtCode[] {
  const byId = new Map(codes.map((code) => [code.codeId, code]));
  const byFingerprint = new Map(
    codes
      .filter(({ fingerprint }) => fingerprint.length > 0)
      .map((code) => [code.fingerprint.toString('latin1'), code]),
  );
  const find = (name: NonNullable<CodeName>) =>
    'codeId' in name
      ? byId.get(name.codeId)
      : byFingerprint.get(name.fingerprint.toString('latin1'));
  const seen = new Set<BoughtCode>();
  const faults: FieldError[] = [];
  names.forEach((name, index) => {
    const code = name && find(name);
    const pointer = `/codes/${index}`;
    if (!code) {
      faults.push({ pointer, code: 'unknown_id', detail: 'This is no code of this order.' });
    } else if (seen.has(code)) {
      faults.push({
        pointer,
        code: 'repeated',
        detail: 'This code was named before; name it once.',
      });
    } else {
      seen.add(code);
    }
  });
  if (faults.length > 0) throw invalid(...faults.slice(0, 20));
  return [...seen];
}
