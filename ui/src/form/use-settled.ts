import { useDebouncedValue } from '@mantine/hooks';

const TYPING_MS = 300;

/** Returns what is being typed, once the typing stops. */
export function useSettled(typed: string): string {
  const [settled] = useDebouncedValue(typed, TYPING_MS);
  return settled;
}
