import type { MaskedCode } from '@psnb2b/contract';

/** A code with its number in the order. */
export interface NumberedCode extends MaskedCode {
  readonly number: number;
}

/** Whether there is a reason to read it: the money of a refunded or returned code came back, and another replaces a replaced one. */
export function canBeShown({ status }: MaskedCode): boolean {
  return status === 'delivered';
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
