import { type FieldCode, fieldCodeByKeyword } from '../kit/field-codes.ts';
import { formats } from './formats.ts';
import { sentenceOf } from './sentences.ts';
import type { Shape } from './shape.ts';

export interface Fault {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly code: FieldCode;
  readonly detail: string;
}

type Say = (
  keyword: string,
  at: Partial<{ pointer: string; shape: Shape; value: unknown }>,
) => void;

/**
 * What the server would refuse of a body for its shape alone, in the server's own words, one fault per member. It does not cover
 * rules that only the server can check: a body that passes may still be refused.
 */
export function faultsOf(shape: Shape, value: unknown, pointer = ''): Fault[] {
  const faults: Fault[] = [];
  const say: Say = (keyword, at) => {
    const broken = { pointer, keyword, shape, value, ...at };
    const code = fieldCodeByKeyword[keyword] ?? 'type';
    faults.push({ pointer: broken.pointer, code, detail: sentenceOf(broken) });
  };
  if (shape.anyOf) return faultsOfUnion(shape, value, pointer, say, faults);
  // Every rule is checked, as the server does, and the last broken one is reported.
  if (!hasType(shape, value)) say('type', {});
  if (typeof value === 'string') judgeText(shape, value, say);
  if (typeof value === 'number') judgeNumber(shape, value, say);
  if (shape.enum && !shape.enum.includes(value)) say('enum', {});
  if (shape.const !== undefined && shape.const !== value) say('const', {});
  if (Array.isArray(value)) faults.push(...faultsOfList(shape, value, pointer, say));
  else if (typeof value === 'object' && value !== null) {
    faults.push(...faultsOfObject(shape, value as Record<string, unknown>, pointer, say));
  }
  return faults;
}

function judgeText(shape: Shape, value: string, say: Say): void {
  const length = [...value].length;
  if (length > (shape.maxLength ?? Number.POSITIVE_INFINITY)) say('maxLength', {});
  if (length < (shape.minLength ?? 0)) say('minLength', {});
  const { format = '', pattern } = shape;
  if (formats[format]?.(value) === false) say('format', {});
  // The content of a text that is too long is not checked: `maxLength` counts characters, some of which have two units.
  if (pattern === undefined || value.length > 2 * (shape.maxLength ?? value.length)) return;
  if (!new RegExp(pattern, 'u').test(value)) say('pattern', {});
}

function judgeNumber(shape: Shape, value: number, say: Say): void {
  if (value < (shape.minimum ?? Number.NEGATIVE_INFINITY)) say('minimum', {});
  if (value <= (shape.exclusiveMinimum ?? Number.NEGATIVE_INFINITY)) say('exclusiveMinimum', {});
  if (value > (shape.maximum ?? Number.POSITIVE_INFINITY)) say('maximum', {});
}

function faultsOfList(shape: Shape, value: unknown[], pointer: string, say: Say): Fault[] {
  if (value.length < (shape.minItems ?? 0)) say('minItems', {});
  if (value.length > (shape.maxItems ?? Number.POSITIVE_INFINITY)) say('maxItems', {});
  if (shape.uniqueItems && new Set(value.map((each) => JSON.stringify(each))).size < value.length) {
    say('uniqueItems', {});
  }
  const { items } = shape;
  return items ? value.flatMap((each, at) => faultsOf(items, each, `${pointer}/${at}`)) : [];
}

function faultsOfObject(
  shape: Shape,
  value: Record<string, unknown>,
  pointer: string,
  say: Say,
): Fault[] {
  const { properties = {}, additionalProperties: more = true } = shape;
  const to = (name: string) => `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  for (const name of shape.required ?? []) {
    if (value[name] === undefined) {
      say('required', { pointer: to(name), shape: properties[name] ?? {}, value: undefined });
    }
  }
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  if (names.length > (shape.maxProperties ?? Number.POSITIVE_INFINITY)) say('maxProperties', {});
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = shape.propertyNames ?? {};
  for (const name of names) {
    const length = [...name].length;
    if (length < minLength || length > maxLength) say('propertyNames', { pointer: to(name) });
  }
  return names.flatMap((name) => {
    const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (member) return faultsOf(member, value[name], to(name));
    if (more === false) say('additionalProperties', { pointer: to(name) });
    if (typeof more !== 'object') return [];
    return faultsOf(more, value[name], to(name));
  });
}

/** If one of several forms fits the value's type, the faults of that form; otherwise that none fits. */
function faultsOfUnion(
  { anyOf = [] }: Shape,
  value: unknown,
  pointer: string,
  say: Say,
  faults: Fault[],
): Fault[] {
  const fitting = anyOf.filter((branch) => hasType(branch, value));
  const [first] = fitting.map((branch) => faultsOf(branch, value, pointer));
  if (first === undefined) say('anyOf', {});
  return first ?? faults;
}

function hasType({ type }: Shape, value: unknown): boolean {
  if (type === undefined) return true;
  return [type].flat().some((each) => {
    switch (each) {
      case 'null':
        return value === null;
      case 'array':
        return Array.isArray(value);
      case 'object':
        return typeof value === 'object' && value !== null && !Array.isArray(value);
      case 'integer':
        return Number.isInteger(value);
      // The other names of JSON Schema are typeof's own.
      default:
        return typeof value === each;
    }
  });
}
