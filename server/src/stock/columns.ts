import { splitRecord } from './split-record.ts';

const REQUIRED = ['region', 'denomination', 'code'] as const;
const OPTIONAL = ['serial', 'expires_at', 'cost'] as const;
const KNOWN: readonly string[] = [...REQUIRED, ...OPTIONAL];
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

/** Where in a record each column stands; -1 where the file has none. */
export type Columns = Readonly<Record<Column, number>> & { readonly count: number };

export interface Header {
  readonly delimiter: ',' | ';';
  readonly columns: Columns;
}

/**
 * Reads the header line of codes.csv: its columns in any order and case, between `,` or `;`.
 * Returns a sentence when it is none; the sentence repeats nothing of the file, since a file
 * without a header begins with a code.
 */
export function parseHeader(line: string): Header | string {
  const delimiter = line.includes(';') && !line.includes(',') ? ';' : ',';
  const names = splitRecord(line, delimiter)?.map((name) => name.trim().toLowerCase()) ?? [];
  const missing = REQUIRED.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return (
      `The first line must name the columns ${KNOWN.join(', ')} ` +
      `(the last three may be left out); it lacks ${missing.join(', ')}.`
    );
  }
  const strange = names.findIndex((name, at) => !KNOWN.includes(name) || names.indexOf(name) < at);
  if (strange >= 0) {
    return (
      `Column ${strange + 1} of the header is named twice or not known; ` +
      `known are ${KNOWN.join(', ')}.`
    );
  }
  const at = (name: Column) => names.indexOf(name);
  return {
    delimiter,
    columns: {
      region: at('region'),
      denomination: at('denomination'),
      code: at('code'),
      serial: at('serial'),
      expires_at: at('expires_at'),
      cost: at('cost'),
      count: names.length,
    },
  };
}
