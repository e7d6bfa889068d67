import type { TObject } from 'typebox';
import type { FieldError } from '../refusal.ts';

type Raw = Record<string, string | string[]>;

/** Reads query values from text by the type that the schema gives each name. */
export function readQuery(
  schema: TObject | undefined,
  raw: Raw,
): { value: Record<string, unknown>; faults: FieldError[] } {
  // Without a prototype, so that a parameter named __proto__ is one like any other.
  const value: Record<string, unknown> = Object.create(null);
  const faults: FieldError[] = [];
  for (const [name, given] of Object.entries(raw)) {
    const property = schema?.properties[name] as { type?: string } | undefined;
    if (property?.type === 'array') {
      value[name] = [given].flat();
    } else if (Array.isArray(given)) {
      faults.push({ pointer: `/${name}`, code: 'repeated', detail: 'Give it only once.' });
    } else {
      value[name] = readScalar(property?.type, given);
    }
  }
  return { value, faults };
}

/** Text that is no number or boolean stays text, and the schema says what is wrong with it. */
function readScalar(type: string | undefined, text: string): unknown {
  if (type === 'integer' && /^-?[0-9]{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
