import { parseId } from '../kit/ids.ts';
import { Refusal } from '../kit/refusal.ts';

export function lotIdOf(text: string): string {
  const id = parseId('lot', text);
  if (id === null) throw new Refusal('not_found', {}, { detail: `${text} is not a lot.` });
  return id;
}
