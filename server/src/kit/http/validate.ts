import { type FieldCode, fieldCodeByKeyword } from '@psnb2b/contract';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import type { FieldError } from '../refusal.ts';
import { judgeLengthFirst } from './length-first.ts';

const ERRORS_MAX = 20;

const ajv = judgeLengthFirst(new Ajv({ allErrors: true, strict: false, validateFormats: true }));
// RFC 3339, section 5.6, without leap seconds.
const RFC3339 = /^(\d{4}-\d\d-\d\d)[Tt]([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)$/;
ajv.addFormat('date-time', (text) => {
  const day = RFC3339.exec(text)?.[1];
  if (day === undefined || Number.isNaN(Date.parse(text))) return false;
  return isDay(day);
});

// RFC 3339, section 5.6, full-date.
ajv.addFormat('date', (text) => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text));

/** Date rolls February 30 over into March instead of refusing it. */
function isDay(day: string): boolean {
  const time = Date.parse(day);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** Reads a value's faults; an empty list when it has the shape. */
export type Shape = (value: unknown) => FieldError[];

/** Compiles a schema once; each fault names the member to change by JSON pointer. */
export function compileShape(schema: TSchema): Shape {
  const validate: ValidateFunction = ajv.compile(schema);
  return (value) => {
    const faults = validate(value) ? [] : distinct((validate.errors ?? []).map(fieldError));
    const badText = faults.length === 0 ? textFault(value, '') : null;
    return badText ? [badText] : faults.slice(0, ERRORS_MAX);
  };
}

function fieldError(error: ErrorObject): FieldError {
  const code: FieldCode = fieldCodeByKeyword[error.keyword] ?? 'type';
  return { pointer: pointerOf(error), code, detail: sentence(error) };
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

function sentence(error: ErrorObject): string {
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return 'It is required.';
    case 'additionalProperties':
      return 'It is not known here; remove it.';
    case 'type':
      return `It must be of type ${[params.type].flat().join(' or ')}.`;
    case 'enum':
      return `It must be one of ${(params.allowedValues as unknown[]).join(', ')}.`;
    case 'minLength':
    case 'maxLength':
      return `It ${error.message}.`;
    case 'anyOf':
      return 'It has none of the forms that are taken here.';
    case 'propertyNames':
      return 'Its name is too short or too long.';
    default:
      return `It ${error.message ?? 'is not valid'}.`;
  }
}

/** One fault a pointer, and for a union the union's own sentence instead of each branch's. */
function distinct(faults: FieldError[]): FieldError[] {
  const byPointer = new Map<string, FieldError>();
  for (const fault of faults) byPointer.set(fault.pointer, fault);
  return [...byPointer.values()];
}

/** NUL and lone surrogates survive JSON but no database; they are told by pointer. */
function textFault(value: unknown, pointer: string): FieldError | null {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0')) return null;
    return { pointer, code: 'text', detail: 'It holds a NUL or half a surrogate pair.' };
  }
  if (value === null || typeof value !== 'object') return null;
  for (const [name, each] of Object.entries(value)) {
    const fault = textFault(name, pointer) ?? textFault(each, `${pointer}/${name}`);
    if (fault) return fault;
  }
  return null;
}
