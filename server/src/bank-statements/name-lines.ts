import type { Tx } from '../kit/database/index.ts';

/** Names that are free in an account, with a number where a name is taken: `9F3C`, `9F3C/2`. Case and blanks make no other name. */
export async function nameLines(
  tx: Tx,
  accountId: string,
  wanted: readonly string[],
): Promise<string[]> {
  const bases = [...new Set(wanted.map(keyOf))];
  const { rows } = await tx.query<{ key: string }>(
    `SELECT k.key FROM bank_statements.lines l, lower(replace(l.outside_id, ' ', '')) AS k (key)
      WHERE l.account_id = $1 AND (k.key = ANY ($2) OR regexp_replace(k.key, '/[0-9]+$', '') = ANY ($2))`,
    [accountId, bases],
  );
  const taken = new Set(rows.map(({ key }) => key));
  // Thousands of lines may have the same name: each continues where the last one ended.
  const numbers = new Map<string, number>();
  return wanted.map((base) => {
    const key = keyOf(base);
    let number = numbers.get(key) ?? 1;
    const nameOf = () => (number === 1 ? base : `${base}/${number}`);
    while (taken.has(keyOf(nameOf()))) number += 1;
    taken.add(keyOf(nameOf()));
    numbers.set(key, number);
    return nameOf();
  });
}

function keyOf(name: string): string {
  return name.replaceAll(' ', '').toLowerCase();
}
