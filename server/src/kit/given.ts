import { type IdPrefix, type Means, meaningOf, paramPrefixes } from '@psnb2b/contract';
import type { Static, TObject, TProperties, TSchema } from 'typebox';
import { amountOf } from './amount-of.ts';
import { type EmailAddress, readEmail } from './email-address.ts';
import { idFilter, idOf } from './id-of.ts';
import { type Camel, camel } from './present.ts';

type OrNull<Value, Schema extends TSchema> = null extends Static<Schema> ? Value | null : Value;

type Read<Schema, Amount> = Schema extends TSchema
  ? Schema extends Means<'time'>
    ? OrNull<Date, Schema>
    : Schema extends Means<'amount'>
      ? OrNull<Amount, Schema>
      : Schema extends Means<'email'>
        ? OrNull<EmailAddress, Schema>
        : Static<Schema>
  : never;

/** A query or a body as verbs take it. */
export type Given<Members extends TProperties, Amount = string> = {
  -readonly [Name in keyof Static<TObject<Members>> as Camel<Name & string>]: Read<
    Members[Name],
    Amount
  >;
};

type Values = Readonly<Record<string, unknown>>;

/**
 * The filters of a list: `created_after` as the Date `createdAfter`, `order_id` as the UUID `orderId`. A malformed id matches
 * nothing, as an unknown one does.
 */
export function filters<Members extends TProperties>(
  schema: TObject<Members>,
  query: Static<TObject<Members>>,
): Given<Members> {
  return read(schema, query as Values, {
    id: (_name, prefix, text) => idFilter(prefix, text),
  });
}

/**
 * The members of a body: like `filters`, and with a currency its amounts are minor units. What was omitted stays omitted. An id
 * that is malformed or an amount that is too fine is refused with its pointer.
 */
export function given<Members extends TProperties>(
  schema: TObject<Members>,
  body: Static<TObject<Members>>,
): Given<Members>;
export function given<Members extends TProperties>(
  schema: TObject<Members>,
  body: Static<TObject<Members>>,
  currency: string,
): Given<Members, number>;
export function given<Members extends TProperties>(
  schema: TObject<Members>,
  body: Static<TObject<Members>>,
  currency?: string,
): Given<Members, number | string> {
  const amount = (name: string, text: string) =>
    currency === undefined ? text : amountOf(name, text, currency);
  const id = (name: string, prefix: IdPrefix, text: string) => idOf(prefix, text, `/${name}`);
  return read(schema, body as Values, { id, amount });
}

interface Reading {
  readonly id: (name: string, prefix: IdPrefix, text: string) => unknown;
  readonly amount?: (name: string, text: string) => unknown;
}

const prefixes: Readonly<Record<string, IdPrefix>> = paramPrefixes;

function read<Result>({ properties }: TObject, values: Values, reading: Reading): Result {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const schema = properties[name];
    if (schema && value !== undefined) result[camel(name)] = readOne(name, schema, value, reading);
  }
  return result as Result;
}

function readOne(name: string, schema: TSchema, value: unknown, { id, amount }: Reading): unknown {
  if (typeof value !== 'string') return value;
  const meaning = meaningOf(schema);
  if (meaning === 'time') return new Date(value);
  if (meaning === 'email') return readEmail(value);
  if (meaning === 'amount') return amount ? amount(name, value) : value;
  const prefix = prefixes[name] ?? (typeof meaning === 'object' ? meaning?.id : undefined);
  return prefix === undefined ? value : id(name, prefix, value);
}
