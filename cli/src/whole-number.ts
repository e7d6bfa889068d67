import { usage } from './exit.ts';

/** Reads a whole number above 0; refuses everything else by the name of what it was given for. */
export function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw usage(`${name} is a whole number above 0, not ${text}.`);
}
