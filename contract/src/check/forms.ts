/**
 * Descriptions of text patterns, by the pattern; each is written to follow "must be". A test checks that every pattern of a
 * request is here.
 */
const forms: Readonly<Record<string, string>> = {
  '^[A-Za-z]{2}$': 'two letters, like US',
  '^[A-Z]{2}$': 'two capital letters, like US',
  '^[A-Z]{3}$': 'three capital letters, like USD',
  '^[0-9]{1,9}(\\.[0-9]{1,3})?$': 'a number with at most three decimals, like 50 or 25.50',
  '^[0-9]{1,12}(\\.[0-9]{1,3})?$': 'an amount in digits, like 10000.00',
  '^[0-9]{1,12}(\\.[0-9]{1,4})?$': 'an amount in digits, like 46.30',
  '^[0-9]{1,12}(\\.[0-9]{1,18})?$': 'an amount in digits, like 1000.00',
  '^[0-9]{1,15}(\\.[0-9]{1,4})?$': 'a number in digits, like 24 or 2.5',
  '^psnb2b_(live|test)_[a-z]?[0-9A-Za-z]{49}$':
    'a whole API key, from psnb2b_ to its last character',
  '^[^\\p{Cc}\\S]*[^\\p{Cc}\\s][^\\p{Cc}]*$': 'one line of text without control characters',
  '^\\s*[^\\s@\\p{Cc},;:<>()\\[\\]\\\\"]{1,64}@[^\\s@\\p{Cc},;:<>()\\[\\]\\\\"]+\\s*$':
    'like name@example.com',
  '^[A-Za-z0-9_-]{1,64}$': 'letters, digits, - and _, at most 64',
  '^[A-Za-z0-9_-]{43}$': 'copied whole, with all its 43 characters',
  '^[0-9a-f]{64}$': 'a SHA-256 in 64 small hexadecimal digits',
  '^#[0-9a-fA-F]{6}$': 'a colour, like #1f6feb',
  '^[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}$': 'a version of three numbers, like 0.1.0',
  '^20[0-9]{2}$': 'a year, like 2026',
  '^20[0-9]{2}-(0[1-9]|1[0-2])$': 'a month, like 2026-11',
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}$': 'a day, like 2026-11-28',
  '^[A-Za-z][A-Za-z0-9_+/-]*$': 'a time zone, like Europe/Berlin',
  '\\S': 'more than blanks',
};

const ID = /^\^([a-z]{3})_\[0-7\]/;

/** The description of a pattern; null for an unknown one. */
export function formOf(pattern: string): string | null {
  const known = Object.hasOwn(forms, pattern) ? forms[pattern] : undefined;
  if (known !== undefined) return known;
  const prefix = ID.exec(pattern)?.[1];
  return prefix === undefined ? null : `a whole id, which begins with ${prefix}_`;
}
