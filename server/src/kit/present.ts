import {
  type IdParam,
  type IdPrefix,
  type Meaning,
  type Means,
  meaningOf,
  paramPrefixes,
} from '@psnb2b/contract';
import type { Static, TArray, TLiteral, TObject, TProperties, TSchema } from 'typebox';
import { assert, required } from './assert.ts';
import { formatId } from './ids.ts';
import { formatMoney } from './money.ts';

/** `created_at` → `createdAt`. */
export type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

/** `sup` → `supplierId`: the member of a row that holds its own id. */
type OwnId<Prefix> = {
  [Name in IdParam]: (typeof paramPrefixes)[Name] extends Prefix ? Camel<Name> : never;
}[IdParam];

/** The member of a row from which a member of a reply is written. */
type MemberOf<Name extends string, Schema> = Name extends 'id'
  ? Schema extends Means<`${infer Prefix}_`>
    ? OwnId<Prefix>
    : Name
  : Camel<Name>;

type OrNull<Value, Schema extends TSchema> = null extends Static<Schema> ? Value | null : Value;

/** What a row must have for a value of a reply: a `Date`, a UUID, minor units, or the value itself. */
type SourceOf<Schema extends TSchema> =
  Schema extends Means<'time'>
    ? OrNull<Date, Schema>
    : Schema extends Means<'money'>
      ? OrNull<number, Schema>
      : Schema extends TArray<infer Item extends TSchema>
        ? readonly SourceOf<Item>[]
        : Schema extends TObject<infer Members>
          ? RowOf<Members>
          : Loose<Static<Schema>>;

/** Rows are read-only. */
type Loose<Value> = Value extends readonly (infer Item)[]
  ? readonly Loose<Item>[]
  : Value extends object
    ? { readonly [Name in keyof Value]: Loose<Value[Name]> }
    : Value;

type RowOf<Members extends TProperties> = {
  readonly [Name in keyof Members & string as Members[Name] extends TLiteral
    ? never
    : MemberOf<Name, Members[Name]>]: SourceOf<Members[Name]>;
} & ([Extract<Members[keyof Members], Means<'money'>>] extends [never]
  ? unknown
  : { readonly currency: string });

/** The members of a reply that follow from the row. Money does only if the row names its currency. */
type Derived<Members extends TProperties, Row> = {
  [Name in keyof Members & string]: Members[Name] extends TLiteral
    ? Name
    : Row extends { readonly [From in MemberOf<Name, Members[Name]>]: SourceOf<Members[Name]> }
      ? Members[Name] extends Means<'money'>
        ? Row extends { readonly currency: string }
          ? Name
          : never
        : Name
      : never;
}[keyof Members & string];

/** What the row does not say: it must be written out. */
type Rest<Members extends TProperties, Row> = Omit<
  Static<TObject<Members>>,
  Derived<Members, Row>
> &
  Partial<Static<TObject<Members>>>;

type Written<Members extends TProperties, Row> =
  Record<string, never> extends Rest<Members, Row>
    ? [written?: Rest<Members, Row>]
    : [written: Rest<Members, Row>];

type Values = Readonly<Record<string, unknown>>;

/**
 * A row as a reply shows it: exactly the members that the contract's schema names, in its order. `created_at` is written
 * from `createdAt`, `id` from the row's own id (`supplierId`), a time from a `Date`, an id from a UUID, money from minor units of the row's
 * `currency`; a member that is always the same word needs nothing. `written` has the members that the row lacks, or that
 * are shown in another way; one that is missing from both does not compile.
 */
export function present<Members extends TProperties, Row extends object>(
  schema: TObject<Members>,
  row: Row,
  ...[written]: Written<Members, Row>
): Static<TObject<Members>> {
  return write(schema, row as Values, written as Values | undefined) as Static<TObject<Members>>;
}

interface Member {
  readonly name: string;
  readonly isRequired: boolean;
  readonly from: (row: Values) => unknown;
}

const plans = new WeakMap<TObject, readonly Member[]>();

function write(schema: TObject, row: Values, written: Values = {}): Values {
  const plan = plans.get(schema) ?? planOf(schema);
  plans.set(schema, plan);
  const body: Record<string, unknown> = {};
  for (const { name, isRequired, from } of plan) {
    const value = Object.hasOwn(written, name) ? written[name] : from(row);
    assert(value !== undefined || !isRequired, `${name} is there`);
    if (value !== undefined) body[name] = value;
  }
  return body;
}

function planOf({ properties, required: needed }: TObject): Member[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    isRequired: needed?.includes(name) ?? false,
    from: readerOf(name, schema),
  }));
}

function readerOf(name: string, schema: TSchema): Member['from'] {
  if ('const' in schema) return () => schema.const;
  const meaning = meaningOf(schema);
  const member = name === 'id' && isId(meaning) ? ownId(meaning.id) : camel(name);
  if (meaning === 'money') {
    return (row) => orEmpty(row[member], (minor) => formatMoney(minor as number, currencyOf(row)));
  }
  const writer = writerOf(schema);
  return (row) => orEmpty(row[member], writer);
}

function writerOf(schema: TSchema): (value: unknown) => unknown {
  const meaning = meaningOf(schema);
  if (meaning === 'time') return (value) => (value as Date).toISOString();
  if (isId(meaning)) {
    const prefix = meaning.id;
    return (value) => {
      assert(String(value).length === 36, `${String(value)} is a UUID`);
      return formatId(prefix, value as string);
    };
  }
  const { type, items, properties } = schema as Partial<TArray & TObject & { type: string }>;
  if (type === 'array' && items) {
    const each = writerOf(items);
    return (values) => (values as readonly unknown[]).map(each);
  }
  if (type === 'object' && properties) return (value) => write(schema as TObject, value as Values);
  return (value) => value;
}

function isId(meaning: Meaning | null): meaning is { readonly id: IdPrefix } {
  return typeof meaning === 'object' && meaning !== null;
}

/** Names of members by the prefix of the id that they hold. */
const ownIds = new Map<IdPrefix, string>(
  Object.entries(paramPrefixes).map(([name, prefix]) => [prefix, camel(name)]),
);

function ownId(prefix: IdPrefix): string {
  return required(ownIds.get(prefix), `an id ${prefix} has a name`);
}

/** `created_at` → `createdAt`. */
export function camel(name: string): string {
  return name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

function orEmpty(value: unknown, show: (value: unknown) => unknown): unknown {
  return value === null || value === undefined ? value : show(value);
}

function currencyOf({ currency }: Values): string {
  assert(typeof currency === 'string', 'a row with money names its currency');
  return currency;
}
