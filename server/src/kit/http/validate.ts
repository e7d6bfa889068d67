import {
  bareShape,
  type FieldCode,
  fieldCodeByKeyword,
  formats,
  namingField,
  sentenceOf,
} from '@psnb2b/contract';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import type { FieldError } from '../refusal.ts';
import { judgeLengthFirst } from './length-first.ts';

const ERRORS_MAX = 20;

const ajv = judgeLengthFirst(
  new Ajv({ allErrors: true, strict: false, validateFormats: true, verbose: true }),
);
for (const [name, judge] of Object.entries(formats)) ajv.addFormat(name, judge);

/** Returns a value's faults; an empty list if it has the shape. */
export type Shape = (value: unknown) => FieldError[];

/** Compiles a schema once; each fault names the member to change by JSON pointer. */
export function compileShape(schema: TSchema): Shape {
  const validate: ValidateFunction = ajv.compile(schema);
  return (value) => {
    const faults = validate(value) ? [] : distinct(validate.errors ?? []);
    const badText = faults.length === 0 ? textFault(value, '') : null;
    return badText ? [badText] : faults.slice(0, ERRORS_MAX);
  };
}

function fieldError(error: ErrorObject): FieldError {
  const { keyword, data, params } = error;
  const code: FieldCode = fieldCodeByKeyword[keyword] ?? 'type';
  const owner = bareShape(error.parentSchema ?? {});
  const pointer = pointerOf(error);
  const missing = keyword === 'required' ? owner.properties?.[params.missingProperty] : undefined;
  const value = keyword === 'required' ? undefined : data;
  return {
    pointer,
    code,
    detail: sentenceOf({ pointer, keyword, shape: missing ?? owner, value }),
  };
}

function pointerOf(error: ErrorObject): string {
  const member =
    error.params.missingProperty ??
    error.params.additionalProperty ??
    error.params.propertyName ??
    error.propertyName;
  if (typeof member !== 'string') return error.instancePath;
  return `${error.instancePath}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * One fault per pointer. For a union, a fault inside the intended branch is more helpful than the message that no branch fits.
 */
function distinct(errors: readonly ErrorObject[]): FieldError[] {
  const byPointer = new Map<string, FieldError>();
  const meant = errors.filter((error) => !isUnionOfMore(error, errors));
  for (const error of meant) {
    const fault = fieldError(error);
    byPointer.set(fault.pointer, fault);
  }
  return [...byPointer.values()];
}

/** Whether an error only says that a union, or a branch that was not intended, does not fit. */
function isUnionOfMore({ schemaPath, keyword }: ErrorObject, all: readonly ErrorObject[]): boolean {
  const union = /^.*\/anyOf/.exec(schemaPath)?.[0];
  if (union === undefined || !['anyOf', 'type'].includes(keyword)) return false;
  const inside = /^\/\d+\/(?!type$)/;
  const isInside = (each: ErrorObject) =>
    each.schemaPath.startsWith(union) && inside.test(each.schemaPath.slice(union.length));
  const isOfUnion = keyword === 'anyOf' || /\/anyOf\/\d+\/type$/.test(schemaPath);
  return isOfUnion && all.some(isInside);
}

/** NUL and lone surrogates are valid in JSON but cannot be stored in the database; they are reported by pointer. */
function textFault(value: unknown, pointer: string): FieldError | null {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return null;
    const detail =
      'It contains a character that cannot be stored (NUL or half of a surrogate pair); remove it.';
    return { pointer, code: 'text', detail: namingField(pointer, detail) };
  }
  if (value === null || typeof value !== 'object') return null;
  for (const [name, each] of Object.entries(value)) {
    const fault = textFault(name, pointer) ?? textFault(each, `${pointer}/${name}`);
    if (fault) return fault;
  }
  return null;
}
