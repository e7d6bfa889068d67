import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Database } from '../kit/database/index.ts';
import { discardCodes, findFingerprints, lockImports, noteLostCodes } from '../stock/index.ts';

/** How many codes one transaction compares: imports wait for it, and orders for the shelves of what it discards. */
const CHUNK = 2_000;

export interface CellCompare {
  /** Note those that are not here, so that an import rejects them as known. */
  readonly rejects: boolean;
  /** Take those off sale for good that are here, too, and not sold. */
  readonly discards: boolean;
}

export interface ComparedCells {
  readonly read: number;
  /** Codes that are here, too, by lot. */
  readonly known: ReadonlyMap<string, number>;
  readonly noted: number;
  readonly discarded: number;
}

/** Compares the fingerprints of another cell's codes, in pieces of any number, with those of this one, which has the same fingerprint key. */
export async function compareCells(
  { database }: { readonly database: Database },
  pieces: AsyncIterable<readonly Buffer[]>,
  { rejects, discards }: CellCompare,
  by: By,
): Promise<ComparedCells> {
  const known = new Map<string, number>();
  let [read, noted, discarded] = [0, 0, 0];
  const compare = (chunk: readonly Buffer[]) =>
    database.transaction(async (tx) => {
      if (rejects) await lockImports(tx);
      const found = await findFingerprints(tx, chunk);
      for (const { lotId } of found) known.set(lotId, (known.get(lotId) ?? 0) + 1);
      if (discards) {
        const outcomes = await discardCodes(tx, found, by.at);
        discarded += outcomes.filter((outcome) => outcome === 'discarded').length;
      }
      if (!rejects) return;
      const here = new Set(found.map(({ fingerprint }) => fingerprint.toString('latin1')));
      const foreign = chunk.filter((each) => !here.has(each.toString('latin1')));
      await noteLostCodes(tx, foreign, by.at);
      noted += foreign.length;
    });
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += CHUNK) {
      const chunk = piece.slice(from, from + CHUNK);
      read += chunk.length;
      await compare(chunk);
    }
  }
  const count = [...known.values()].reduce((sum, each) => sum + each, 0);
  const detail = { codes: read, known: count, noted, discarded };
  await database.transaction((tx) =>
    recordAudit(tx, { ...by, action: 'cells.compared', subject: 'cells', detail }),
  );
  return { read, known, noted, discarded };
}
