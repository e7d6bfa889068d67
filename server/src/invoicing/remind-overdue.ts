import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database, Tx } from '../kit/database/index.ts';
import { tenantTransaction } from '../ledger/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { findTenant, type Tenant } from '../partners/index.ts';
import { type DebtPart, daysLate, debtParts } from './ageing.ts';
import { findDocument } from './list-documents.ts';

interface Parts extends Notifier {
  readonly database: Database;
  readonly clock: Clock;
}

/** A part of a debt whose day has passed. */
type OverduePart = DebtPart & { readonly documentId: string };

/**
 * Reminds each business once of each invoice that has become overdue; returns how many reminders were sent. A business with which this fails
 * is reported to `onFailure` and tried again the next time; the others are reminded.
 */
export async function remindOverdue(
  parts: Parts,
  onFailure: (tenantId: number, error: unknown) => void,
): Promise<number> {
  const { reads } = parts.database;
  const at = parts.clock.now();
  const overdue = overdueOf(await debtParts(reads), at);
  const { rows } = await reads.query<{ documentId: string; tenantId: number }>(
    `SELECT d.document_id AS "documentId", d.tenant_id AS "tenantId" FROM invoicing.documents d
      WHERE d.document_id = ANY($1) AND d.due_on IS NOT NULL
        AND NOT EXISTS (SELECT FROM invoicing.reminders r WHERE r.document_id = d.document_id)`,
    [overdue.map(({ documentId }) => documentId)],
  );
  const due = Map.groupBy(rows, ({ tenantId }) => tenantId);
  let reminded = 0;
  for (const [tenantId, some] of [...due].sort(([a], [b]) => a - b)) {
    const documentIds = new Set(some.map(({ documentId }) => documentId));
    try {
      reminded += await remindOf(parts, tenantId, documentIds, at);
    } catch (error) {
      onFailure(tenantId, error);
    }
  }
  return reminded;
}

function overdueOf(debt: readonly DebtPart[], at: Date): OverduePart[] {
  return debt.flatMap(({ documentId, ...part }) =>
    documentId !== null && part.dueOn !== null && daysLate(part.dueOn, at) > 0
      ? [{ ...part, documentId }]
      : [],
  );
}

/** One commit under the lock of the business's money: a payment that arrived before it is counted, so that nobody is reminded of what is paid. */
async function remindOf(
  parts: Parts,
  tenantId: number,
  documentIds: ReadonlySet<string>,
  at: Date,
): Promise<number> {
  return tenantTransaction(parts.database, tenantId, async (tx) => {
    const tenant = required(await findTenant(tx, tenantId), 'a document has its tenant');
    let reminded = 0;
    for (const part of overdueOf(await debtParts(tx, [tenantId]), at)) {
      if (!documentIds.has(part.documentId)) continue;
      if (await remindOnce(tx, parts, tenant, part, at)) reminded += 1;
    }
    return reminded;
  });
}

/** The row says that it was sent, so that nobody is reminded twice, whatever is killed and whoever else runs this. */
async function remindOnce(
  tx: Tx,
  parts: Parts,
  { partnerId }: Tenant,
  { documentId, amount }: OverduePart,
  at: Date,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'INSERT INTO invoicing.reminders (document_id, reminded_at, amount) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [documentId, at, amount],
  );
  if (rowCount === 0) return false;
  const document = await findDocument(tx, documentId);
  const { currency, number } = document;
  const dueOn = required(document.dueOn, 'only invoices with a day are due');
  await notify(
    tx,
    'document.overdue',
    { partnerId },
    { number, dueOn, amount, currency, at },
    parts,
  );
  return true;
}
