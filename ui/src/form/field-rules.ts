import { formOf, type Shape } from '@psnb2b/contract/check';
import type { Rules } from '../http/check-body.ts';

/** How a member of a body is asked for. */
export interface FieldRules {
  readonly kind: 'text' | 'long' | 'number' | 'choice' | 'switch';
  readonly required: boolean;
  readonly lengthMax?: number;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** The form that a text must have, in the contract's words; to follow "must be". */
  readonly form?: string;
  /** Typed with digits. */
  readonly isDecimal: boolean;
}

/** Longer texts get room for several lines. */
const LINE_MAX = 200;
/** Amounts and other decimals are texts, never floats. */
const DECIMAL = /^\^\[0-9\]/;

/** How a call's body asks for a member; null where the body has none of this name. */
export function fieldRules(rules: Rules, call: string, name: string): FieldRules | null {
  const body = rules[call];
  const member = body?.properties?.[name];
  if (!body || !member) return null;
  const shape = withoutNull(member);
  const required = (body.required ?? []).includes(name) && shape === member;
  const form = shape.pattern === undefined ? null : formOf(shape.pattern);
  return {
    kind: kindOf(shape),
    required,
    isDecimal: shape.pattern !== undefined && DECIMAL.test(shape.pattern),
    ...(shape.maxLength !== undefined && { lengthMax: shape.maxLength }),
    ...(shape.minimum !== undefined && { min: shape.minimum }),
    ...(shape.maximum !== undefined && { max: shape.maximum }),
    ...(shape.enum && { choices: shape.enum.filter((each) => typeof each === 'string') }),
    ...(form !== null && { form }),
  };
}

function kindOf({ type, enum: choices, maxLength }: Shape): FieldRules['kind'] {
  if (choices) return 'choice';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'boolean') return 'switch';
  return maxLength !== undefined && maxLength > LINE_MAX ? 'long' : 'text';
}

/** What is left of a shape that allows null beside it. */
function withoutNull(shape: Shape): Shape {
  const some = shape.anyOf?.filter(({ type }) => type !== 'null');
  return some?.length === 1 && some[0] ? some[0] : shape;
}
