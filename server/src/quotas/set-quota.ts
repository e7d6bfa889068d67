import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import type { Db, Tx } from '../kit/database/index.ts';
import { type QuotaName, quotaNames, quotas } from './quota.ts';

export interface QuotaSetting {
  readonly name: QuotaName;
  readonly perDay: number;
  /** Null if the operator set nothing. */
  readonly setAt: Date | null;
  /** The actor who set it, as in the audit. */
  readonly setBy: string | null;
}

/** Every quota with its current value. */
export async function listQuotas(db: Db): Promise<QuotaSetting[]> {
  const { rows } = await db.query<{
    name: string;
    per_day: number;
    set_at: Date;
    set_by: string;
  }>('SELECT name, per_day, set_at, set_by FROM quotas.limits');
  const set = new Map(rows.map((row) => [row.name, row]));
  return quotaNames.map((name) => ({
    name,
    perDay: set.get(name)?.per_day ?? quotas[name].perDay,
    setAt: set.get(name)?.set_at ?? null,
    setBy: set.get(name)?.set_by ?? null,
  }));
}

/** Sets a daily quota, at once and for everybody; null restores the default. */
export async function setQuota(
  tx: Tx,
  name: QuotaName,
  perDay: number | null,
  by: By,
): Promise<void> {
  const { actor, at } = by;
  const before = (await listQuotas(tx)).find((each) => each.name === name)?.perDay;
  if (perDay === null) await tx.query('DELETE FROM quotas.limits WHERE name = $1', [name]);
  else {
    await tx.query(
      `INSERT INTO quotas.limits (name, per_day, set_at, set_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (name) DO UPDATE SET per_day = excluded.per_day,
         set_at = excluded.set_at, set_by = excluded.set_by`,
      [name, perDay, at, actor],
    );
  }
  const after = perDay ?? quotas[name].perDay;
  const act = { action: 'quota.set', subject: name, detail: { before, after } } as const;
  await recordAudit(tx, { ...by, ...act });
}
