/**
 * The form of a code, without revealing it: the alphabet of its letters and digits (`D` digits, `U` upper case, `L` lower case,
 * `M` both; letters go with digits), then the lengths of its groups with the separators: `ABCD-EF12` is `U4-4`.
 */
export function shapeOf(code: string): string {
  let upper = false;
  let lower = false;
  let groups = '';
  let length = 0;
  for (let at = 0; at < code.length; at += 1) {
    const unit = code.charCodeAt(at);
    if (unit >= 0x30 && unit <= 0x39) length += 1;
    else if (unit >= 0x41 && unit <= 0x5a) {
      upper = true;
      length += 1;
    } else if (unit >= 0x61 && unit <= 0x7a) {
      lower = true;
      length += 1;
    } else {
      groups += length === 0 ? code[at] : `${length}${code[at]}`;
      length = 0;
    }
  }
  if (length > 0) groups += length;
  if (upper) return lower ? `M${groups}` : `U${groups}`;
  return lower ? `L${groups}` : `D${groups}`;
}

const SIGNS: Readonly<Record<string, string>> = { D: '9', U: 'X', L: 'x', M: 'Xx' };

/** A form as a person reads it: `XXXX-XXXX`, `9` for a digit, `x` for lower case, `Xx` for both. */
export function shapeText(shape: string): string {
  const sign = SIGNS[shape.charAt(0)] ?? '?';
  const text = shape
    .slice(1)
    .replaceAll(/\d+/g, (count) => sign.repeat(Number(count)).slice(0, Number(count)));
  return text === '' ? 'others' : text;
}

/** Codes of a lot with the same form. */
export interface Look {
  readonly shape: string;
  readonly codes: number;
  /** The line of the file with the first of them. */
  readonly firstLine: number;
}

/** A code of digits only, among codes with letters, may be chance only if there are few of them. */
const DIGITS_BY_CHANCE_MAX = 7;

/**
 * The codes of a lot whose length, grouping or alphabet differs from most of it; null if all may be of one kind. Upper case fits
 * codes in both cases; letters only fits letters with digits.
 */
export function oddLooks(
  looks: readonly Look[],
): { readonly usual: Look; readonly odd: readonly Look[] } | null {
  const [usual, ...others] = [...looks].sort(
    (one, other) => other.codes - one.codes || one.firstLine - other.firstLine,
  );
  if (!usual) return null;
  const odd = others.filter((look) => !fits(look.shape, usual.shape));
  return odd.length > 0 ? { usual, odd } : null;
}

function fits(shape: string, usual: string): boolean {
  if (shape.slice(1) !== usual.slice(1)) return false;
  const digits = shape.startsWith('D');
  if (digits) return lettersAndDigits(shape) <= DIGITS_BY_CHANCE_MAX;
  return usual.startsWith('M') || shape === usual;
}

function lettersAndDigits(shape: string): number {
  return (shape.match(/\d+/g) ?? []).reduce((sum, count) => sum + Number(count), 0);
}
