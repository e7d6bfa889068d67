import type { Db, Tx } from '../kit/database/index.ts';

/** The tenants that have a stream: all that exist. */
export async function streamTenants(db: Db): Promise<number[]> {
  const { rows } = await db.query<{ tenant_id: number }>(
    'SELECT tenant_id FROM events.heads() ORDER BY tenant_id',
  );
  return rows.map((row) => row.tenant_id);
}

export interface Leap {
  readonly at: Date;
  /** How many numbers of each stream no event will have. */
  readonly by: number;
  /** The subject of the event that says so. */
  readonly subject: string;
  readonly times: { readonly backup_at: string; readonly restored_at: string };
}

/** Lets every stream go on above a hole, with an event that names it. Locks all streams, so call it last in a transaction. */
export async function leapStreams(tx: Tx, { at, by, subject, times }: Leap): Promise<void> {
  const head = `${JSON.stringify(times).slice(0, -1)},"last_sequence":`;
  await tx.query('SELECT events.leap($1, $2, $3, $4, $5, $6)', [
    ...[at, by, subject],
    ...[head, ',"next_sequence":', '}'],
  ]);
}
