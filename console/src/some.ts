import { groupDigits } from '@psnb2b/ui';
/** Returns a count with its noun in singular or plural, and with its verb: `some(2, 'code is', 'codes are')`. */
export function some(count: number, one: string, many = `${one}s`): string {
  return `${groupDigits(count)} ${count === 1 ? one : many}`;
}
