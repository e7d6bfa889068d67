import { purchaseLinesInAllMax } from '@psnb2b/contract';
import type { Tx } from '../kit/database/index.ts';
import { canonicalJson } from '../kit/http/index.ts';
import { formatId } from '../kit/ids.ts';
import { invalid, invalidState, Refusal } from '../kit/refusal.ts';
import type { OrderParts } from '../orders/index.ts';
import { spendQuota } from '../quotas/index.ts';
import type { OpenLine, Sending } from './purchase.ts';
import type { StoredLine } from './read-purchase.ts';

/**
 * Records what was asked before anything is bought, and returns the lines of this call that have bought nothing, in the call's
 * order. A purchase belongs to the person who began it.
 */
export function recordLines(
  { database }: Pick<OrderParts, 'database'>,
  sending: Sending,
): Promise<OpenLine[]> {
  mustDiffer(sending);
  return database.transaction(async (tx) => {
    await begin(tx, sending);
    const known = new Map((await linesOf(tx, sending)).map((line) => [line.key, line]));
    const fresh = sending.lines.filter(({ key }) => !known.has(key));
    for (const { key, asked } of sending.lines) mustBeSame(known.get(key), { key, asked });
    mustKnowAll(sending, [...known.keys()]);
    if (known.size + fresh.length > purchaseLinesInAllMax) {
      const detail = `A purchase has at most ${purchaseLinesInAllMax} lines in all; send these under another id.`;
      throw invalid({ pointer: '/lines', code: 'max_items', detail });
    }
    let last = known.size;
    const added = fresh.map(({ key, asked }) => {
      last += 1;
      return { line: last, key, asked };
    });
    await add(tx, sending, added);
    const latest = added.at(-1);
    if (latest) await setReference(tx, sending, latest.asked.reference ?? null);
    const all = new Map<string, OpenLine>([
      ...known,
      ...added.map((each) => [each.key, each] as const),
    ]);
    if (fresh.length > 0) {
      const owner = formatId('prt', sending.partnerId);
      await spendQuota(tx, 'purchase_lines', { owner, at: sending.by.at }, fresh.length);
    }
    return sending.lines.flatMap(({ key }) =>
      known.get(key)?.orderId ? [] : (all.get(key) ?? []),
    );
  });
}

/** One key for each line of a call. */
function mustDiffer({ lines }: Sending): void {
  const keys = lines.map(({ key }) => key);
  const again = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (again === -1) return;
  const detail = 'Another line of this call has the same key; give each line its own.';
  throw invalid({ pointer: `/lines/${again}/key`, code: 'repeated', detail });
}

/**
 * A tab that was duplicated has the same purchase as the first one. What one of them sends unchanged is bought once, by its keys; what it
 * sends changed would be bought beside what the other has sent, by somebody who may not know of that.
 */
function mustKnowAll({ lines, knownKeys }: Sending, recorded: readonly string[]): void {
  const known = new Set([...knownKeys, ...lines.map(({ key }) => key)]);
  if (recorded.every((key) => known.has(key))) return;
  const detail =
    'Lines of this purchase were sent from another tab; look at what was bought, then decide what else you want.';
  throw invalidState('sent_elsewhere', detail);
}

/** Calls of one purchase are recorded one after another. */
async function begin(tx: Tx, { tenant, purchaseId, userId, by }: Sending): Promise<void> {
  const place = [tenant.tenantId, purchaseId];
  await tx.query(
    `INSERT INTO purchases.purchases (tenant_id, purchase_id, bought_by, created_at)
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
    [...place, userId, by.at],
  );
  const { rows } = await tx.query<{ bought_by: string }>(
    'SELECT bought_by FROM purchases.purchases WHERE tenant_id = $1 AND purchase_id = $2 FOR UPDATE',
    place,
  );
  if (rows[0]?.bought_by === userId) return;
  const detail = 'Somebody else has begun a purchase with this id; begin another.';
  throw new Refusal('idempotency_key_reused', {}, { detail });
}

async function linesOf(tx: Tx, { tenant, purchaseId }: Sending) {
  const { rows } = await tx.query<OpenLine & Pick<StoredLine, 'orderId'>>(
    `SELECT line, key, asked, order_id AS "orderId" FROM purchases.lines
      WHERE tenant_id = $1 AND purchase_id = $2`,
    [tenant.tenantId, purchaseId],
  );
  return rows;
}

function mustBeSame(
  known: Omit<OpenLine, 'line'> | undefined,
  { key, asked }: Omit<OpenLine, 'line'>,
) {
  if (!known || canonicalJson(known.asked) === canonicalJson(asked)) return;
  const detail = `The line ${key} was sent before with other content; give what you changed a new key.`;
  throw new Refusal('idempotency_key_reused', {}, { detail });
}

/** The buyer's number of a purchase is that of its latest lines. */
async function setReference(
  tx: Tx,
  { tenant, purchaseId }: Sending,
  reference: string | null,
): Promise<void> {
  await tx.query(
    'UPDATE purchases.purchases SET reference = $3 WHERE tenant_id = $1 AND purchase_id = $2',
    [tenant.tenantId, purchaseId, reference],
  );
}

async function add(
  tx: Tx,
  { tenant, purchaseId, by }: Sending,
  lines: readonly OpenLine[],
): Promise<void> {
  await tx.query(
    `INSERT INTO purchases.lines (tenant_id, purchase_id, line, key, asked, sent_at)
     SELECT $1, $2, u.line, u.key, u.asked, $3
       FROM unnest($4::int[], $5::text[], $6::jsonb[]) u(line, key, asked)`,
    [
      tenant.tenantId,
      purchaseId,
      by.at,
      lines.map(({ line }) => line),
      lines.map(({ key }) => key),
      lines.map(({ asked }) => JSON.stringify(asked)),
    ],
  );
}
