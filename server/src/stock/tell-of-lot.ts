import { consolePages } from '@psnb2b/contract';
import { tellStaff } from '../identity/index.ts';
import { assert } from '../kit/assert.ts';
import type { Tx } from '../kit/database/index.ts';
import { formatId } from '../kit/ids.ts';

/** What somebody wants done with a lot, and why; null where nobody asked. */
export interface LotAct {
  readonly lotId: string;
  readonly actor: string;
  readonly reason?: string | null;
}

const WORDS = {
  held: 'is held: its codes do not all look alike, and none is sold before somebody confirms it',
  confirmed: 'was held and is for sale now',
  discarded: 'was given up, and its codes are deleted',
} as const;

/** Tells those who look after the stock what happened to a lot, in the commit of it. */
export async function tellOfLot(
  tx: Tx,
  lotId: string,
  what: keyof typeof WORDS,
  at: Date,
): Promise<void> {
  const { rows } = await tx.query<{ fileName: string }>(
    'SELECT file_name AS "fileName" FROM stock.lots WHERE lot_id = $1',
    [lotId],
  );
  const [lot] = rows;
  assert(lot, `lot ${lotId} is there`);
  const told = {
    kind: `lot.${what}`,
    text: `The lot of ${lot.fileName} ${WORDS[what]}.`,
    path: consolePages.lot(formatId('lot', lotId)),
    at,
  };
  await tellStaff(tx, told, ['admin', 'stock']);
}
