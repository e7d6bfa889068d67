import { paramPrefixes } from '@psnb2b/contract';
import type { TObject } from 'typebox';
import { idOf } from '../id-of.ts';
import type { IdPrefix } from '../ids.ts';

type Params = Readonly<Record<string, string>>;

const prefixes: Readonly<Record<string, IdPrefix>> = paramPrefixes;

/**
 * Prepares reading the parameters of a path: where its schema names an id, the handler gets the UUID behind it, and
 * what is no such id is refused as unknown.
 */
export function paramsReader(schema: TObject | undefined): (given: Params) => Params {
  const ids = Object.keys(schema?.properties ?? {}).flatMap((name) => {
    const prefix = prefixes[name];
    return prefix === undefined ? [] : [{ name, prefix }];
  });
  if (ids.length === 0) return (given) => given;
  return (given) => {
    const read: Record<string, string> = { ...given };
    for (const { name, prefix } of ids) read[name] = idOf(prefix, given[name] as string);
    return read;
  };
}
