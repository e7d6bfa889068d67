const SPECIAL = /["\\]/;
const EVERY_SPECIAL = new RegExp(SPECIAL, 'g');

/** Writes a PostgreSQL array literal; the driver's own function visits every character twice. */
export function arrayText(values: readonly unknown[]): string {
  let text = '{';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) text += ',';
    text += elementText(values[index]);
  }
  return `${text}}`;
}

/** Writes an element of a PostgreSQL array literal. */
export function elementText(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'number' ? String(value) : `"${escaped(String(value))}"`;
}

/** Most texts need nothing, and to see that costs a fraction of replacing nothing. */
function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replaceAll(EVERY_SPECIAL, '\\$&') : text;
}
