import { Type } from 'typebox';
import { oneOfOrNull } from '../kit/shapes.ts';
import { priceJumps } from './states.ts';

/** Why a planned price looks like a slip. */
export function jump(confirm: string) {
  return oneOfOrNull(
    priceJumps,
    `Why it looks like a slip: ${confirm}. \`price\`: one price is ten times the other or more. \`face_value\`, \`cost\`: it is twice what ` +
      'its face value is worth, or what its codes cost, or half of it. `currency`: it is the number on the card, which is in another ' +
      'currency. Null: it does not.',
  );
}
/** Confirms a price that looks like a slip. */
export const jumpMeant = Type.Optional(
  Type.Boolean({ description: 'The price is meant, although it looks like a slip.' }),
);
