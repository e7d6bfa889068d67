import type { Shape } from '@psnb2b/contract/check';
import { withoutNull } from './field-rules.ts';

/** Kept as typed: a blank may be part of it. */
const VERBATIM = 'password';

/**
 * Returns typed values as a body of this shape. Texts and lines are trimmed. An empty field is null if the shape allows
 * null, and is omitted if the member is optional; so is a part with nothing but empty fields. A value that does not fit
 * the shape stays unchanged, so that the rules can name it.
 */
export function toBody(shape: Shape, typed: unknown): unknown {
  const inner = withoutNull(shape);
  const isNullable = inner !== shape || [shape.type].flat().includes('null');
  const value = typedAs(inner, typed);
  return isNullable && isEmpty(value) ? null : value;
}

function typedAs(shape: Shape, typed: unknown): unknown {
  if (Array.isArray(typed)) return listOf(shape, typed);
  if (typeof typed === 'object' && typed !== null) return partsOf(shape, typed);
  if (typeof typed !== 'string') return typed;
  const text = typed.trim();
  const isNumber = [shape.type].flat().some((type) => type === 'integer' || type === 'number');
  return isNumber && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function listOf({ items }: Shape, typed: readonly unknown[]): unknown[] {
  if (!items) return [...typed];
  return typed.map((each) => toBody(items, each)).filter((each) => each !== '');
}

function partsOf({ properties = {}, required = [] }: Shape, typed: object): object {
  const entries = Object.entries(typed).flatMap(([name, value]) => {
    const member = properties[name];
    if (!member || name === VERBATIM) return [[name, value]];
    const body = toBody(member, value);
    return body === '' && !required.includes(name) ? [] : [[name, body]];
  });
  return Object.fromEntries(entries);
}

function isEmpty(value: unknown): boolean {
  if (value === '' || value === null || value === undefined) return true;
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const parts = Object.values(value);
  return parts.length > 0 && parts.every(isEmpty);
}

/** Returns the members of a body that differ from what they were. */
export function changedIn(body: object, before: object): object {
  const was = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => was.get(name) !== JSON.stringify(value)),
  );
}
