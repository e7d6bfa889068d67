/**
 * The checked part of a request schema: the JSON Schema keywords that the contract's request shapes use. Plain data, so that it
 * can be sent to a browser.
 */
export interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: Shape;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: boolean | Shape;
  readonly propertyNames?: Shape;
  readonly maxProperties?: number;
  readonly anyOf?: readonly Shape[];
}

const KEPT: ReadonlySet<string> = new Set<keyof Shape>([
  'type',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
  'items',
  'required',
  'properties',
  'additionalProperties',
  'propertyNames',
  'maxProperties',
  'anyOf',
]);

/** A schema without the keywords that only documents need. */
export function bareShape(schema: object): Shape {
  const kept = Object.entries(schema)
    .filter(([keyword]) => KEPT.has(keyword))
    .map(([keyword, value]) => [keyword, bareValue(keyword, value)]);
  return Object.fromEntries(kept);
}

function bareValue(keyword: string, value: unknown): unknown {
  if (keyword === 'anyOf') return (value as object[]).map(bareShape);
  if (keyword === 'properties') {
    const members = Object.entries(value as Record<string, object>);
    return Object.fromEntries(members.map(([name, member]) => [name, bareShape(member)]));
  }
  const isShape = keyword === 'items' || keyword === 'propertyNames';
  if (isShape || (keyword === 'additionalProperties' && typeof value === 'object')) {
    return bareShape(value as object);
  }
  return value;
}
