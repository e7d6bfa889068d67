import { readFileSync } from 'node:fs';

/** The version of this program, as its package says. */
export const VERSION: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  }
).version;

/** Whether version `one` came after `other`; both are three numbers with points between them. Anything else is older than every version. */
export function isNewerVersion(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && Number(a[at]) > Number(b[at]);
}

function partsOf(version: string): number[] {
  const parts = version.split('.').map(Number);
  return parts.length === 3 && parts.every(Number.isInteger) ? parts : [-1, -1, -1];
}
