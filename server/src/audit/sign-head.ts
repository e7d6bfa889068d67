import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Db } from '../kit/database/index.ts';

/** Signs a payload as a compact JWS; this module does not know whose key it is. */
export type Sign = (payload: object) => Promise<string>;

export interface SignedHead {
  readonly position: number;
  readonly hash: Buffer;
  readonly signedAt: Date;
  readonly jws: string;
}

/**
 * Signs the chain's head and stores the signature, unless nothing was chained since the last one. The signed payload has no
 * position, because a published position would reveal how much business the operator does. The hash covers it.
 */
export async function signHead(parts: {
  readonly database: Database;
  readonly clock: Clock;
  readonly sign: Sign;
  readonly issuer: () => string;
}): Promise<boolean> {
  const { rows } = await parts.database.reads.query<{ position: number; hash: Buffer }>(
    'SELECT position, hash FROM audit.head',
  );
  const { position, hash } = required(rows[0], 'the chain has a head');
  const [last] = await listSignedHeads(parts.database.reads, 1);
  // nothing: before the first signature nothing is signed.
  if (position === (last?.position ?? 0)) return false;
  const at = parts.clock.now();
  const jws = await parts.sign({
    iss: parts.issuer(),
    iat: Math.floor(at.getTime() / 1000),
    typ: 'audit-head',
    at: at.toISOString(),
    hash: hash.toString('hex'),
  });
  const done = await parts.database.transaction((tx) =>
    tx.query(
      `INSERT INTO audit.signed_heads (position, hash, signed_at, jws) VALUES ($1, $2, $3, $4)
       ON CONFLICT (position) DO NOTHING`,
      [position, hash, at, jws],
    ),
  );
  return done.rowCount > 0;
}

/** The newest signed heads, newest first. */
export async function listSignedHeads(db: Db, limit: number): Promise<SignedHead[]> {
  const { rows } = await db.query<SignedHead>(
    `SELECT position, hash, signed_at AS "signedAt", jws FROM audit.signed_heads
      ORDER BY position DESC LIMIT $1`,
    [limit],
  );
  return rows;
}
