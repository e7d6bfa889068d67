import { notify } from '../identity/index.ts';
import { required } from '../kit/assert.ts';
import type { Clock } from '../kit/clock.ts';
import type { Database } from '../kit/database/index.ts';
import type { Notifier } from '../notifications/index.ts';
import { findTenant } from '../partners/index.ts';
import { type DebtPart, daysLate, debtParts } from './ageing.ts';
import { findDocument } from './list-documents.ts';

interface Parts extends Notifier {
  readonly database: Database;
  readonly clock: Clock;
}

/** Reminds each business once of each invoice that has become overdue; returns how many reminders were sent. */
export async function remindOverdue(parts: Parts): Promise<number> {
  const at = parts.clock.now();
  const overdue = (await debtParts(parts.database.reads)).filter(
    ({ dueOn }) => dueOn !== null && daysLate(dueOn, at) > 0,
  );
  let reminded = 0;
  for (const part of overdue) if (await remindOf(parts, part, at)) reminded += 1;
  return reminded;
}

/** One commit: the row says that it was sent, so that nobody is reminded twice, whatever is killed and whoever else runs this. */
async function remindOf(parts: Parts, { documentId, amount }: DebtPart, at: Date) {
  const document = await findDocument(parts.database.reads, required(documentId, 'it has a day'));
  // Issued before invoices had a day on them: nobody was asked for anything.
  if (document.dueOn === null) return false;
  const { dueOn, currency, number, tenantId } = document;
  return parts.database.transaction(async (tx) => {
    const { rowCount } = await tx.query(
      'INSERT INTO invoicing.reminders (document_id, reminded_at, amount) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [documentId, at, amount],
    );
    if (rowCount === 0) return false;
    const { partnerId } = required(await findTenant(tx, tenantId), 'a document has its tenant');
    const facts = { number, dueOn, amount, currency, at };
    await notify(tx, 'document.overdue', { partnerId }, facts, parts);
    return true;
  });
}
