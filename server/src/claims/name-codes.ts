import { parseId } from '../kit/ids.ts';
import { type FieldError, invalid } from '../kit/refusal.ts';
import type { BoughtCode } from '../orders/index.ts';
import { CODE_LENGTH_MAX, normalisePasted, type Vault } from '../vault/index.ts';

/** A code as a request names it: by its id, or by the fingerprint of its value. Never the value. */
export type CodeName = { readonly codeId: string } | { readonly fingerprint: Buffer } | null;

/** Reads the codes that a request names; their values go no further than this function. */
export function readCodeNames(vault: Vault, texts: readonly string[]): CodeName[] {
  return texts.map((text) => {
    const codeId = parseId('cod', text);
    if (codeId !== null) return { codeId };
    const normalised = normalisePasted(text);
    const possible = normalised.length > 0 && normalised.length <= CODE_LENGTH_MAX;
    return possible ? { fingerprint: vault.fingerprint(normalised) } : null;
  });
}

/**
 * The named codes of an order, in the order of the request. Refuses, by pointer, codes that were named twice and codes that are
 * not in this order, which is all that a caller can learn about other codes.
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
      faults.push({ pointer, code: 'unknown_id', detail: 'This code is not in this order.' });
    } else if (seen.has(code)) {
      faults.push({
        pointer,
        code: 'repeated',
        detail: 'This code is named twice; name it once.',
      });
    } else {
      seen.add(code);
    }
  });
  if (faults.length > 0) throw invalid(...faults.slice(0, 20));
  return [...seen];
}
