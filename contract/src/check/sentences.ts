import { formats } from './formats.ts';
import { formOf } from './forms.ts';
import { capitalised, nounOf } from './nouns.ts';
import type { Shape } from './shape.ts';

/** A rule of a request shape that a value breaks. */
export interface Broken {
  /** JSON pointer (RFC 6901) to the member; for a missing or unknown one its own pointer. */
  readonly pointer: string;
  /** The JSON Schema keyword; its value is in `shape`. */
  readonly keyword: string;
  /** The schema with the keyword; for a missing member its own schema. */
  readonly shape: Shape;
  readonly value?: unknown;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
};

/** The one catalogue of sentences about members of a request: by rule, naming the member. */
export function sentenceOf({ pointer, keyword, shape, value }: Broken): string {
  const noun = nounOf(pointer);
  const must = (rest: string) => `${capitalised(noun)} must ${rest}.`;
  switch (keyword) {
    case 'required':
      return asking(noun, shape);
    case 'additionalProperties':
      return `${capitalised(noun)} is not known here; remove it.`;
    case 'type':
      return isMissing(value) ? asking(noun, shape) : must(`be ${typesOf(shape)}`);
    case 'anyOf':
      return must(`be ${typesOf({ type: (shape.anyOf ?? []).flatMap(({ type }) => type ?? []) })}`);
    case 'enum':
    case 'const':
      return isMissing(value) ? asking(noun, shape) : must(`be ${wordsOf(shape)}`);
    case 'minLength':
    case 'pattern':
    case 'format':
      return isBlank(value) ? asking(noun, shape) : must(textRule(keyword, shape, String(value)));
    case 'maxLength':
      return must(`have at most ${counted(shape.maxLength, 'character')}`);
    case 'minimum':
      return must(`be at least ${shape.minimum}`);
    case 'exclusiveMinimum':
      return must(`be more than ${shape.exclusiveMinimum}`);
    case 'maximum':
      return must(`be at most ${shape.maximum}`);
    case 'minItems':
      return must(`have at least ${entries(shape.minItems)}`);
    case 'maxItems':
      return must(`have at most ${entries(shape.maxItems)}`);
    case 'uniqueItems':
      return `${capitalised(noun)} contains the same entry twice; name each once.`;
    case 'maxProperties':
      return must(`have at most ${entries(shape.maxProperties)}`);
    case 'propertyNames':
      return `A name in ${nounOf(parentOf(pointer))} must have ${lengthsOf(shape.propertyNames ?? {})}.`;
    default:
      return `${capitalised(noun)} cannot be accepted; see the API reference.`;
  }
}

function textRule(keyword: string, shape: Shape, value: string): string {
  if (keyword === 'minLength') return `have at least ${counted(shape.minLength, 'character')}`;
  if (keyword === 'pattern')
    return `be ${formOf(shape.pattern ?? '') ?? 'in another form; see the API reference'}`;
  if (shape.format === 'date') return 'be a day, like 2026-11-23';
  return `be a time with its zone, like ${timeLike(value)}`;
}

/** An example time, close to what was meant. */
function timeLike(value: string): string {
  const { date: isDay, 'date-time': isTime } = formats;
  if (isDay?.(value)) return `${value}T00:00:00Z`;
  // The plus of a time zone arrives as a blank in a query.
  const withPlus = value.replace(' ', '+');
  return isTime?.(withPlus) ? withPlus.replace('+', '%2B') : '2026-11-23T16:00:00Z';
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** What to do about a missing member. */
function asking(noun: string, shape: Shape): string {
  if (shape.enum !== undefined) return `Choose ${noun}.`;
  const types = [shape.type ?? []].flat();
  if (types.includes('array') || types.includes('object')) return `Add ${noun}.`;
  return types.includes('boolean') ? `Say ${noun}.` : `Enter ${noun}.`;
}

function isBlank(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function isMissing(value: unknown): boolean {
  return value === null || isBlank(value);
}

function typesOf({ type = [] }: Shape): string {
  return orList([type].flat().map((each) => TYPES[each] ?? each));
}

function wordsOf(shape: Shape): string {
  const words = (shape.enum ?? [shape.const]).filter((each) => each !== null).map(String);
  return words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`;
}

function orList(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function lengthsOf({ minLength = 0, maxLength = 0 }: Shape): string {
  return `${minLength} to ${maxLength} characters`;
}

function counted(count = 0, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function entries(count = 0): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'entry' : 'entries'}`;
}
