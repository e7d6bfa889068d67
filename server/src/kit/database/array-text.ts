/** Writes a PostgreSQL array literal; the driver's own function visits every character twice. */
export function arrayText(values: readonly unknown[]): string {
  let text = '{';
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index];
    if (index > 0) text += ',';
    if (value === null || value === undefined) text += 'NULL';
    else if (typeof value === 'number') text += value;
    else text += `"${String(value).replaceAll(/["\\]/g, '\\$&')}"`;
  }
  return `${text}}`;
}
