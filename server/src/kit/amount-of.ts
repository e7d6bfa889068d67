import { parseMoney } from './money.ts';
import { invalid } from './refusal.ts';

/** An amount of a request in minor units, 0 or more; null stays null. */
export function amountOf<Text extends string | null>(
  member: string,
  text: Text,
  currency: string,
): number | (Text extends null ? null : never) {
  if (text === null) return null as Text extends null ? null : never;
  const minor = parseMoney(text, currency);
  if (minor !== null && minor >= 0) return minor;
  throw invalid({
    pointer: `/${member}`,
    code: 'precision',
    detail: `“${text}” is not an amount in ${currency}; check the number of decimals.`,
  });
}
