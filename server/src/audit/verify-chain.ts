import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Db, Tx } from '../kit/database/index.ts';
import { linkHash, PAYLOAD } from './chain-audit.ts';

const PAGE = 5_000;
/** Pages behind the head in one run: a log of a million entries is computed within minutes. */
const PAGES_MAX = 10;

/** How far the chain of the log is known to be right. */
export interface ChainState {
  /** Number of chained entries. */
  readonly head: number;
  /** The last position that was computed again, in an unbroken chain from the first one. */
  readonly verifiedTo: number;
  readonly verifiedAt: Date | null;
  /** When the slow pass, which computes everything again, was last at the end. */
  readonly wholeVerifiedAt: Date | null;
  /** The first position that does not fit, and when that was found; null while the chain is whole. */
  readonly brokenAtEntry: number | null;
  readonly brokenFoundAt: Date | null;
}

interface Stored extends ChainState {
  readonly hash: Buffer;
  readonly passPosition: number;
  readonly passHash: Buffer;
}

const READ = `SELECT v.position AS "verifiedTo", v.hash, v.verified_at AS "verifiedAt", v.pass_position AS "passPosition",
    v.pass_hash AS "passHash", v.passed_at AS "wholeVerifiedAt", v.broken_position AS "brokenAtEntry",
    v.broken_at AS "brokenFoundAt", h.position AS head
  FROM audit.verified v, audit.head h`;

export async function readChainState(db: Db): Promise<ChainState> {
  const { rows } = await db.query<Stored>(READ);
  return required(rows[0], 'the chain has a head');
}

/**
 * Computes the chain again, up to its head, and a piece of it from the beginning, so that an entry that is changed after it was verified is
 * found within one pass; stores how far it is right. `onChange` runs in the same commit when the chain is found broken, and when a
 * broken one is found whole.
 */
export async function verifyChain(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  onChange: (tx: Tx, state: { readonly broken: number | null; readonly at: Date }) => Promise<void>,
): Promise<void> {
  await database.transaction(async (tx) => {
    const { rows } = await tx.query<Stored>(`${READ} FOR UPDATE OF v`);
    const before = required(rows[0], 'the chain has a head');
    const at = clock.now();
    const { head, hash } = before;
    const front = await follow(tx, { position: before.verifiedTo, hash }, head, PAGES_MAX);
    const pass = await follow(
      tx,
      { position: before.passPosition, hash: before.passHash },
      front.position,
      1,
    );
    const isThrough = pass.broken === null && pass.position === front.position;
    // A pass that ends at the front must have the hash of the front: its entries led there.
    const differs = isThrough && !pass.hash.equals(front.hash);
    const broken = pass.broken ?? front.broken ?? (differs ? pass.position : null);
    await tx.query(
      `UPDATE audit.verified SET position = $1, hash = $2, verified_at = $3, pass_position = $4, pass_hash = $5,
              passed_at = CASE WHEN $6 THEN $3 ELSE passed_at END, broken_position = $7,
              broken_at = CASE WHEN $7::bigint IS NULL THEN NULL ELSE coalesce(broken_at, $3) END`,
      [
        ...[front.position, front.hash, at],
        ...(isThrough ? [0, Buffer.alloc(32)] : [pass.position, pass.hash]),
        ...[isThrough && !differs, broken],
      ],
    );
    if ((broken === null) !== (before.brokenAtEntry === null)) await onChange(tx, { broken, at });
  });
}

interface Place {
  readonly position: number;
  readonly hash: Buffer;
}

/** Follows the chain from a verified place, at most to `end`. `broken`: the next position does not fit, or is not there. */
async function follow(
  tx: Tx,
  from: Place,
  end: number,
  pages: number,
): Promise<Place & { readonly broken: number | null }> {
  let { position, hash } = from;
  for (let page = 0; page < pages && position < end; page += 1) {
    const { rows } = await tx.query<{ position: number; hash: Buffer; payload: string }>(
      `SELECT c.position, c.hash, ${PAYLOAD} AS payload
         FROM (SELECT position, entry_id AS chained, hash FROM audit.chain
                WHERE position > $1 AND position <= $2 ORDER BY position LIMIT ${PAGE}) c
         JOIN audit.entries e ON e.entry_id = c.chained ORDER BY c.position`,
      [position, end],
    );
    for (const row of rows) {
      const next = linkHash(position + 1, hash, row.payload);
      if (row.position !== position + 1 || !next.equals(row.hash)) {
        return { position, hash, broken: position + 1 };
      }
      [position, hash] = [row.position, next];
    }
    if (rows.length < PAGE && position < end) return { position, hash, broken: position + 1 };
  }
  return { position, hash, broken: null };
}
