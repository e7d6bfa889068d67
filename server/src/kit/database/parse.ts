import pg from 'pg';
import { assert } from '../assert.ts';

const INT8 = 20;
const NUMERIC = 1700;
const INT8_ARRAY = 1016;

function exact(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), `integer ${text} does not fit`);
  return value;
}

/**
 * int8 and integral numeric become numbers; a number that would lose digits is a bug, not a rounding. NULL inside an array stays
 * null.
 */
export function typeParsers(): pg.CustomTypesConfig {
  const numbers = pg.types.getTypeParser(INT8_ARRAY as number as never) as unknown as (
    text: string,
  ) => (string | null)[];
  return {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
      if (format !== 'binary') {
        if (oid === INT8 || oid === NUMERIC) return exact;
        if (oid === INT8_ARRAY)
          return (text: string) =>
            numbers(text).map((each) => (each === null ? null : exact(each)));
      }
      return pg.types.getTypeParser(oid, format as 'text');
    }) as typeof pg.types.getTypeParser,
  };
}
