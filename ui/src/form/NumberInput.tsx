import { later } from '../app/later.ts';

/** A field of a number, inside a form. It brings a formatter, a tenth of all fields together, and few forms have one. */
export const NumberInput = later(async () => ({
  default: (await import('./MantineNumber.tsx')).MantineNumber,
}));
