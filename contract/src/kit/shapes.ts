import {
  type TArray,
  type TObject,
  type TProperties,
  type TSchema,
  type TString,
  type TUnsafe,
  Type,
} from 'typebox';
import type { IdParam } from './id-prefixes.ts';
import { countedRowsMax, personNameLengthMax } from './limits.ts';
import { csvQuery, nullable, pageMembers, pageQuery, time } from './primitives.ts';

export { emailInput } from './primitives.ts';

/** A request body: unlisted members are refused. */
export function request<Properties extends TProperties>(
  title: string,
  description: string,
  properties: Properties,
): TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false, title, description });
}

/** Who changed a setting when, if anybody did. */
export const lastSet = {
  set_at: nullable(time('When it was set; null for the default.')),
  set_by: nullable(Type.String({ description: 'Who set it.' })),
};

/** A page of a list, in the common form of all lists. */
export function listOf<Item extends TSchema>(
  title: string,
  description: string,
  item: Item,
): TObject<{ object: ReturnType<typeof literalList>; data: TArray<Item> } & typeof pageMembers> {
  return Type.Object(
    { object: literalList(), data: Type.Array(item), ...pageMembers },
    { title, description },
  );
}

/** The same for people, who see how many rows there are in all. */
export function countedListOf<Item extends TSchema>(
  title: string,
  description: string,
  item: Item,
): TObject<ReturnType<typeof listOf<Item>>['properties'] & { total: typeof total }> {
  return Type.Object(
    { object: literalList(), data: Type.Array(item), ...pageMembers, total },
    { title, description },
  );
}

const total = Type.Unsafe<number | null>({
  type: ['integer', 'null'],
  minimum: 0,
  description: `How many entries match in all; null if they are more than ${countedRowsMax}.`,
});

function literalList() {
  return Type.Literal('list');
}

/** The query of a list: a page, and filters of its own. */
export function listQuery<Properties extends TProperties>(
  filters: Properties,
): TObject<Properties & typeof pageQuery> {
  return Type.Object({ ...filters, ...pageQuery }, { additionalProperties: false });
}

/** The query of a file with all rows of a list: the filters of the list, and the form of its cells. */
export function exportQuery<Properties extends TProperties>(
  filters: Properties,
): TObject<Properties & typeof csvQuery> {
  return Type.Object({ ...filters, ...csvQuery }, { additionalProperties: false });
}

/** The search of a list: a part of what its rows are known by, in any case, or a whole id. */
export function searchQuery(description: string) {
  return { q: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description })) };
}

/** A path parameter that is an id of the kind that its name says; a malformed id reads as unknown. */
export function idParam<const Name extends IdParam>(
  name: Name,
  description: string,
  example?: string,
): TObject<Record<Name, TString>> {
  const examples = example === undefined ? {} : { examples: [example] };
  return textParam(name, description, examples);
}

/** Why something is changed, if its author says so. */
export const changeReason = Type.Optional(line(500, 'Why, for colleagues and the audit.'));

/** One path parameter that is a name. */
export function textParam<const Name extends string>(
  name: Name,
  description: string,
  options: object = {},
): TObject<Record<Name, TString>> {
  const shape = { [name]: Type.String({ description, ...options }) };
  return Type.Object(shape as Record<Name, TString>);
}

/** One of a few names. */
export function oneOf<const Value extends string>(values: readonly Value[], description: string) {
  return Type.Enum([...values] as Value[], { type: 'string', description });
}

/** One of a few names, or null. */
export function oneOfOrNull<const Value extends string>(
  values: readonly Value[],
  description: string,
): TUnsafe<Value | null> {
  return Type.Unsafe<Value | null>({
    type: ['string', 'null'],
    enum: [...values, null],
    description,
  });
}

/**
 * A line of text that a person types: no control characters, and not only blanks. No two adjacent parts of the pattern match the
 * same character, so it never backtracks.
 */
export function line(max: number, description: string): TString {
  return Type.String({
    minLength: 1,
    maxLength: max,
    pattern: '^[^\\p{Cc}\\S]*[^\\p{Cc}\\s][^\\p{Cc}]*$',
    description,
  });
}

/** Several lines of text. */
export function text(max: number, description: string): TString {
  return Type.String({ minLength: 1, maxLength: max, pattern: '\\S', description });
}

export const PersonName: TString = line(personNameLengthMax, 'Name of the person.');

export function secret(description: string, options: object = {}): TString {
  return Type.String({ description, 'x-secret': true, ...options });
}

export const OpenapiDocument = Type.Object(
  { openapi: Type.String({ description: 'Version of the OpenAPI specification.' }) },
  { additionalProperties: true, description: 'An OpenAPI document.' },
);

/** The reply of a call that has nothing else to report. */
export const Done = Type.Object(
  { object: Type.Literal('done') },
  { title: 'Done', description: 'It is done.' },
);

/** The reply whether or not there is such an account. */
export const Accepted = Type.Object(
  { object: Type.Literal('accepted') },
  {
    title: 'Accepted',
    description: 'If it applies, an e-mail is on its way. The reply is the same if it does not.',
  },
);
