/** One member of a shape, as a row of a table. */
export interface ShapeRow {
  /** `data[].price.amount` */
  readonly name: string;
  /** A sentence fragment such as `string, time` or `"US" or null`. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: boolean | Schema;
}

const DEPTH_MAX = 5;
const WORDS_MAX = 14;

/** The members of an object, each followed by those inside it. */
export function rowsOf(given: object, prefix = '', depth = 0): ShapeRow[] {
  const schema = objectIn(given as Schema);
  if (schema === null || depth > DEPTH_MAX) return [];
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const own = `${prefix}${name}`;
    const row: ShapeRow = {
      name: own,
      type: typeOf(member),
      isRequired: required.has(name),
      description: describe(member),
    };
    const inside = member.items ?? variantOfArray(member)?.items;
    const more = inside
      ? rowsOf(inside, `${own}[].`, depth + 1)
      : rowsOf(member, `${own}.`, depth + 1);
    return [row, ...more];
  });
}

/** The object of a schema that is one, or an object or null; null if there is none, or a choice of several. */
function objectIn(schema: Schema): Schema | null {
  if (schema.properties !== undefined) return schema;
  const objects = (schema.anyOf ?? schema.oneOf ?? []).filter(
    (each) => each.properties !== undefined,
  );
  return objects.length === 1 ? (objects[0] ?? null) : null;
}

function variantOfArray({ anyOf = [] }: Schema): Schema | undefined {
  return anyOf.find((each) => each.items !== undefined);
}

/** The type in words, with the words or bounds that are allowed. */
function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return choice(schema.enum.map(code));
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) return choice([...new Set(variants.map(typeOf))]);
  if (schema.items !== undefined)
    return `array of ${typeOf(schema.items)}${upTo(schema.maxItems, ' of them')}`;
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['any']);
  const named = types.map((each) =>
    each === 'string' && schema.format === 'date-time' ? 'time' : each,
  );
  return `${named.join(' or ')}${boundsOf(schema)}`;
}

function boundsOf({ minimum, maximum, maxLength }: Schema): string {
  if (minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER) {
    return `, ${minimum} to ${maximum}`;
  }
  return upTo(maxLength, ' characters');
}

function upTo(max: number | undefined, of: string): string {
  return max === undefined ? '' : `, at most ${max}${of}`;
}

function choice(words: readonly string[]): string {
  const shown = words.slice(0, WORDS_MAX).join(', ');
  return words.length > WORDS_MAX ? `${shown} …` : shown;
}

const code = (value: unknown) => (value === null ? 'null' : `\`${String(value)}\``);

function describe({ description, default: value }: Schema): string {
  // nothing: members without a description are named well enough.
  const text = description ?? '';
  return value === undefined ? text : `${text} Left out: \`${String(value)}\`.`.trim();
}
