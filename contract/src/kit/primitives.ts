import { type Static, type TSchema, type TString, type TUnsafe, Type } from 'typebox';
import type { IdPrefix } from './id-prefixes.ts';
import {
  cursorLengthMax,
  denominationMax,
  emailLengthMax,
  filterValuesMax,
  pageSizeDefault,
  pageSizeMax,
} from './limits.ts';

/** For the compiler alone: what a text stands for. */
export interface Means<Meaning extends string> {
  readonly '~means': Meaning;
}
export type TId<Prefix extends IdPrefix> = TString & Means<`${Prefix}_`>;
export type TTime = TString & Means<'time'>;
export type TAmount = TString & Means<'amount'>;
export type TEmail = TString & Means<'email'>;
export type TMoney = TString & Means<'money'>;

type Nullable<T extends TSchema> = TUnsafe<Static<T> | null> &
  (T extends Means<infer Meaning> ? Means<Meaning> : unknown);

/**
 * The same primitive schema, or null. Written as a type list, which every OpenAPI 3.1 tool reads, while a union of two schemas
 * makes generated clients clumsy.
 */
export function nullable<T extends TSchema & { type: string }>(schema: T): Nullable<T> {
  return Type.Unsafe({ ...schema, type: [schema.type, 'null'] }) as Nullable<T>;
}

/**
 * For an enumeration in replies that may gain values: documents allow any other value, too. Our server sends only listed ones.
 */
export const mayGrow = { type: 'string', 'x-open': true } as const;

/** One of some words, or null. */
export function nullableEnum<const Word extends string>(
  words: readonly Word[],
  description: string,
): TUnsafe<Word | null> {
  return Type.Unsafe<Word | null>({
    type: ['string', 'null'],
    enum: [...words, null],
    description,
  });
}

/** A prefixed TypeID in a reply: prefix, underscore, 26 characters of Crockford base32. */
export function id<const Prefix extends IdPrefix>(
  prefix: Prefix,
  description: string,
): TId<Prefix> {
  const pattern = `^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`;
  return Type.String({ pattern, description }) as TId<Prefix>;
}

export function time(description: string): TTime {
  return Type.String({ format: 'date-time', description }) as TTime;
}

const moneyPattern = '^-?[0-9]+(\\.[0-9]+)?$';

export function money(description: string): TMoney {
  return Type.String({ pattern: moneyPattern, description }) as TMoney;
}

const amountPattern = '^[0-9]{1,12}(\\.[0-9]{1,4})?$';

/** An amount of money in a request: no sign, as many decimals as any currency has; the verb checks those of its currency. */
export function amount(description: string): TAmount {
  return Type.String({ pattern: amountPattern, description }) as TAmount;
}

/** A count as a number, an amount of money as a decimal string. */
export function figure(description: string): TUnsafe<number | string> {
  return Type.Unsafe<number | string>({
    type: ['integer', 'string'],
    description: `${description} A count is a number, an amount of money a decimal string.`,
  });
}

const addressPart = '[^\\s@\\p{Cc},;:<>()\\[\\]\\\\"]';
// No list separators and quotes: it is one address for every reader. Blanks around it are not part of it.
const emailPattern = `^\\s*${addressPart}{1,64}@${addressPart}+\\s*$`;

/**
 * The only form in which a call takes an e-mail address; a test finds every other. The server stores only addresses that it has
 * normalised (`EmailAddress`).
 */
export function emailInput(description: string): TEmail {
  const length = { minLength: 3, maxLength: emailLengthMax };
  return Type.String({ ...length, pattern: emailPattern, description }) as TEmail;
}

export type Meaning = 'time' | 'money' | 'amount' | 'email' | { readonly id: IdPrefix };

/** What the text of a schema stands for; null: only itself. */
export function meaningOf(schema: TSchema): Meaning | null {
  const { format, pattern } = schema as { format?: string; pattern?: string };
  if (format === 'date-time') return 'time';
  if (pattern === moneyPattern) return 'money';
  if (pattern === amountPattern) return 'amount';
  if (pattern === emailPattern) return 'email';
  const prefix = /^\^([a-z]{3})_\[0-7\]/.exec(pattern ?? '')?.[1];
  return prefix === undefined ? null : { id: prefix as IdPrefix };
}

export function currency(description: string): TString {
  return Type.String({ pattern: '^[A-Z]{3}$', description });
}

export function bps(description: string): ReturnType<typeof Type.Integer> {
  return Type.Integer({ minimum: 0, maximum: 10_000, description });
}

export const Region: TString = Type.String({
  pattern: '^[A-Z]{2}$',
  description: 'PlayStation Store region, ISO 3166-1 alpha-2, upper case.',
});

/** A region in a request: any case, and `UK` is read as `GB` by the server. */
export const RegionInput: TString = Type.String({
  pattern: '^[A-Za-z]{2}$',
  description: 'ISO 3166-1 alpha-2 code in any case; `UK` is read as `GB`.',
});

export const Denomination: ReturnType<typeof Type.Number> = Type.Number({
  exclusiveMinimum: 0,
  description: 'Face value in major units of `face_currency`.',
});

/**
 * A denomination in a request. One schema with two types, so that a refusal names one reason. The server alone can check that a
 * number has at most three decimals and that a text is not zero.
 */
export const DenominationInput: TUnsafe<number | string> = Type.Unsafe<number | string>({
  type: ['number', 'string'],
  exclusiveMinimum: 0,
  maximum: denominationMax,
  pattern: '^[0-9]{1,9}(\\.[0-9]{1,3})?$',
  description:
    'Face value in major units, more than 0 and with at most three decimals: `50`, `"50"` and `"50.00"` are one ' +
    'denomination.',
});

export const Mode: TUnsafe<'live' | 'test'> = Type.Unsafe<'live' | 'test'>({
  type: 'string',
  enum: ['live', 'test'],
  description: 'Mode of the key it was made with. Live and test data are separate.',
});

/** A filter of a list that may be repeated: everything that matches one of the values is listed. */
export function repeatable<T extends TSchema>(
  schema: T,
  description: string,
): ReturnType<typeof Type.Array<T>> {
  return Type.Array(schema, {
    maxItems: filterValuesMax,
    description: `${description} Repeat the parameter for several.`,
  });
}

export const pageQuery = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: pageSizeMax,
      default: pageSizeDefault,
      description: 'Most entries of one page.',
    }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: cursorLengthMax,
      description: '`next_cursor` of the previous page, unchanged, with the same filters.',
    }),
  ),
};

/** For calls that can answer as CSV. */
export const csvQuery = {
  raw: Type.Optional(
    Type.Boolean({
      description:
        '`true`: every cell of the CSV form is exactly the original text. Otherwise a cell that a spreadsheet would ' +
        "run as a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) is prefixed with `'`. JSON never is.",
    }),
  ),
};

export const pageMembers = {
  has_more: Type.Boolean({ description: 'Whether another page follows.' }),
  next_cursor: nullable(
    Type.String({ description: 'Send it as `cursor` to get the next page; null on the last one.' }),
  ),
};
