import { formOf, type Shape } from '@psnb2b/contract/check';
import type { Rules } from '../http/check-body.ts';

/** How a member of a body is asked for. */
export interface FieldRules {
  readonly kind:
    | 'text'
    | 'long'
    | 'email'
    | 'password'
    | 'date'
    | 'number'
    | 'choice'
    | 'switch'
    /** Some of a few. */
    | 'several'
    /** Texts, one a line. */
    | 'lines';
  /** Whether nothing may be chosen. */
  readonly isNullable: boolean;
  readonly lengthMax?: number;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** The form that a text must have, in the contract's words; to follow "must be". */
  readonly form?: string;
  /** A text that is typed with digits. */
  readonly isDecimal: boolean;
  readonly isWhole: boolean;
}

/** Longer texts get room for several lines. */
const LINE_MAX = 300;
/** Amounts and other decimals are texts, never floats. */
const DECIMAL = /^\^\[0-9\]/;
/** Forms that need no hint in advance: any non-empty text, and e-mail addresses. */
const UNTOLD = /\\p\{Cc\}|^\\S$/;

/** How a call's body asks for a member, `name` or `address.city`; null where the body has none of this name. */
export function fieldRules(rules: Rules, call: string, path: string): FieldRules | null {
  const parts = path.split('.');
  const name = parts.at(-1) ?? '';
  const parent = parts.slice(0, -1).reduce(partOf, rules[call]);
  const member = parent && partOf(parent, name);
  if (!parent || !member) return null;
  const shape = withoutNull(member);
  const isNullable = shape !== member || [shape.type].flat().includes('null');
  const { pattern = '', maxLength, minimum, maximum } = shape;
  const choices = shape.enum ?? shape.items?.enum;
  const form = UNTOLD.test(pattern) ? null : formOf(pattern);
  return {
    kind: kindOf(name, shape),
    isNullable,
    isDecimal: DECIMAL.test(pattern),
    isWhole: [shape.type].flat().includes('integer'),
    ...(maxLength !== undefined && { lengthMax: maxLength }),
    ...(minimum !== undefined && { min: minimum }),
    ...(maximum !== undefined && { max: maximum }),
    ...(choices && { choices: choices.filter((each) => typeof each === 'string') }),
    ...(form !== null && { form }),
  };
}

/** A member of an object, or an entry of a list by its place. */
function partOf(shape: Shape | undefined, name: string): Shape | undefined {
  if (!shape) return undefined;
  const { items, properties } = withoutNull(shape);
  return items ?? properties?.[name];
}

function kindOf(name: string, shape: Shape): FieldRules['kind'] {
  const types = [shape.type].flat();
  if (types.includes('array')) return shape.items?.enum ? 'several' : 'lines';
  if (shape.enum) return 'choice';
  if (types.includes('integer') || types.includes('number')) return 'number';
  if (types.includes('boolean')) return 'switch';
  if (shape.format === 'date') return 'date';
  if (name === 'password' || name === 'email') return name;
  if (name === 'url') return 'text';
  return (shape.maxLength ?? 0) > LINE_MAX ? 'long' : 'text';
}

/** What is left of a shape that allows null beside it. */
export function withoutNull(shape: Shape): Shape {
  const some = shape.anyOf?.filter(({ type }) => type !== 'null');
  return some?.length === 1 && some[0] ? some[0] : shape;
}
