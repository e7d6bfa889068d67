import type { TObject } from 'typebox';
import type { FieldError } from '../refusal.ts';

type Raw = Record<string, string | string[]>;

/** Converts query values from text to the type that the schema declares for each name. */
export function readQuery(
  schema: TObject | undefined,
  raw: Raw,
): { value: Record<string, unknown>; faults: FieldError[] } {
  // Without a prototype, a parameter named __proto__ is one like any other.
  const value: Record<string, unknown> = Object.create(null);
  const faults: FieldError[] = [];
  for (const [name, given] of Object.entries(raw)) {
    const property = schema?.properties[name] as { type?: string } | undefined;
    if (property?.type === 'array') {
      value[name] = [given].flat();
    } else if (Array.isArray(given)) {
      faults.push({ pointer: `/${name}`, code: 'repeated', detail: 'Send it only once.' });
    } else {
      value[name] = readScalar(property?.type, given);
    }
  }
  return { value, faults };
}

/** A text that is no number or boolean stays text, and the schema reports the fault. */
function readScalar(type: string | undefined, text: string): unknown {
  if (type === 'integer' && /^-?[0-9]{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
