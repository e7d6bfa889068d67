import { isBlank } from './blank.ts';
import { splitRecord } from './split-record.ts';

const REQUIRED = ['region', 'denomination', 'code'] as const;
const OPTIONAL = ['serial', 'expires_at', 'cost'] as const;
const KNOWN: readonly string[] = [...REQUIRED, ...OPTIONAL];
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

/** Other names that can mean nothing else. A PIN, a value, a price or a date may be several things. */
const SYNONYMS: Readonly<Record<string, Column>> = {
  country: 'region',
  country_code: 'region',
  region_code: 'region',
  face_value: 'denomination',
  card_code: 'code',
  gift_card_code: 'code',
  voucher_code: 'code',
  redeem_code: 'code',
  redemption_code: 'code',
  serial_number: 'serial',
  serial_no: 'serial',
  expires: 'expires_at',
  expiry: 'expires_at',
  expiry_date: 'expires_at',
  expiration_date: 'expires_at',
  unit_cost: 'cost',
  cost_price: 'cost',
};

/** What programs set between cells; the last two as an Asian keyboard writes them. */
const DELIMITERS: readonly string[] = [',', ';', '\t', '|', '\uff0c', '\uff1b'];
/** The line by which a file tells Excel its delimiter. */
const SAYS_DELIMITER = /^"?sep=([^A-Za-z0-9\s"]|\t)"?[\s,;|]*$/i;

/** Where in a record each column stands; -1 where the file has none. */
export type Columns = Readonly<Record<Column, number>> & { readonly count: number };

export interface Header {
  readonly delimiter: string;
  readonly columns: Columns;
}

/**
 * Finds the header in the first lines of a file: the first line that is neither blank nor says the
 * delimiter (`sep=;`). Returns it with the number of its line, or a sentence.
 */
export function findHeader(head: string): (Header & { readonly headerLine: number }) | string {
  let said: string | undefined;
  for (const [index, line] of head.split(/\r\n?|\n/).entries()) {
    if (line.split(/[,;|"\uff0c\uff1b]/).every(isBlank)) continue;
    const delimiter = SAYS_DELIMITER.exec(line.replace(/\p{Cf}/gu, ''))?.[1];
    if (delimiter !== undefined && said === undefined) {
      said = delimiter;
      continue;
    }
    const header = parseHeader(line, said);
    return typeof header === 'string' ? header : { ...header, headerLine: index + 1 };
  }
  return parseHeader('') as string;
}

/**
 * Reads the header line of codes.csv: its columns in any order, case and spacing, between the delimiter
 * that gives all that are needed. Returns a sentence when it is none; the sentence repeats nothing of
 * the file, since a file without a header begins with a code.
 */
export function parseHeader(line: string, said?: string): Header | string {
  const candidates = [...(said === undefined ? [] : [said]), ...DELIMITERS].map((delimiter) => {
    const names = namesIn(line, delimiter);
    return { delimiter, names, missing: REQUIRED.filter((name) => !names.includes(name)) };
  });
  candidates.sort((one, other) => one.missing.length - other.missing.length);
  const [best] = candidates;
  if (!best || best.missing.length > 0) {
    return (
      `The first line must name the columns ${KNOWN.join(', ')} ` +
      `(the last three may be left out); it lacks ${(best?.missing ?? REQUIRED).join(', ')}.`
    );
  }
  const { delimiter, names } = best;
  const strange = names.findIndex((name, at) => !KNOWN.includes(name) || names.indexOf(name) < at);
  if (strange >= 0) {
    const fault = names[strange] === '' ? 'has no name' : 'is named twice or not known';
    return `Column ${strange + 1} of the header ${fault}; known are ${KNOWN.join(', ')}.`;
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

/** The names of a header line as ours, without the empty cells that spreadsheets leave at the end. */
function namesIn(line: string, delimiter: string): string[] {
  const names = splitRecord(line, delimiter)?.map(columnName) ?? [];
  while (names.at(-1) === '') names.pop();
  return names;
}

function columnName(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\p{Cf}\p{Cc}]/gu, '');
  const name = plain
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_');
  return Object.hasOwn(SYNONYMS, name) ? (SYNONYMS[name] ?? name) : name;
}
