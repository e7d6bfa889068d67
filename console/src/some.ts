import { groupDigits } from '@psnb2b/ui';
/** Returns a count with its noun in singular or plural. */
export function some(count: number, one: string, many = `${one}s`): string {
  return `${groupDigits(count)} ${count === 1 ? one : many}`;
}
