import type { MaskedCode } from '@psnb2b/contract';

/** A code with its number in the order. */
export interface NumberedCode extends MaskedCode {
  readonly number: number;
}

/** Whether a reading shows it: a code that was taken back before anybody had read it is never shown. */
export function canBeShown({ status, read }: MaskedCode): boolean {
  return status === 'delivered' || read;
}

/** The codes as they are shown: each replacement below the code that it replaces, however often that happened. */
export function codesInOrder(codes: readonly MaskedCode[]): NumberedCode[] {
  const numbered = codes.map((code, index) => ({ ...code, number: index + 1 }));
  const known = new Set(codes.map(({ id }) => id));
  const byReplaced = Map.groupBy(numbered, ({ replaces }) => replaces);
  const withReplacements = (code: NumberedCode): NumberedCode[] => [
    code,
    ...(byReplaced.get(code.id) ?? []).flatMap(withReplacements),
  ];
  return numbered
    .filter(({ replaces }) => replaces === null || !known.has(replaces))
    .flatMap(withReplacements);
}
