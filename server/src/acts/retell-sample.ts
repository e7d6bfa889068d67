import { type EventSample, isIdPrefix } from '@psnb2b/contract';
import { formatId, newUuid } from '../kit/ids.ts';

const ID = /^([a-z]{3})_[0-9a-z]{26}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * A sample as if it happened at a time, as the event with this number: its times keep their distances, each of its ids is a new one
 * wherever it appears, and its mode is test. `subject` is the first of the new ids: what the event is about.
 */
export function retell(
  { at: happened, data }: EventSample,
  at: Date,
  sequence: number,
): { readonly subject: string; readonly data: object } {
  const shiftMs = at.getTime() - Date.parse(happened);
  const ids = new Map<string, string>();
  const idFor = (text: string) => {
    const known = ids.get(text) ?? newUuid(at.getTime());
    ids.set(text, known);
    return known;
  };
  const rewrite = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => rewrite(each, name));
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value);
      return Object.fromEntries(members.map(([key, each]) => [key, rewrite(each, key)]));
    }
    if (name === 'next_sequence') return sequence;
    if (name === 'last_sequence') return sequence - 1;
    if (typeof value !== 'string') return value;
    if (name === 'mode') return 'test';
    if (TIME.test(value)) return new Date(Date.parse(value) + shiftMs).toISOString();
    // nothing: a text that is no id has no prefix.
    const prefix = ID.exec(value)?.[1] ?? '';
    return isIdPrefix(prefix) ? formatId(prefix, idFor(value)) : value;
  };
  const told = rewrite(data, '') as object;
  const [subject = newUuid(at.getTime())] = ids.values();
  return { subject, data: told };
}
