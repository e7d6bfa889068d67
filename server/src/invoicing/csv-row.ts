import type { DocumentCsvLine } from '@psnb2b/contract';
import { NumberText } from '../kit/csv/index.ts';
import { formatId } from '../kit/ids.ts';
import { formatMoney } from '../kit/money.ts';
import type { IssuedDocument } from './document.ts';
import type { DocumentLine } from './list-documents.ts';

/** A line of a document as its CSV shows it. */
export function csvRow(
  { number, currency }: IssuedDocument,
  { at, reason, orderId, codeId, reference, sku, quantity, unitPrice, amount }: DocumentLine,
): DocumentCsvLine {
  return {
    number,
    created_at: at.toISOString(),
    type: reason,
    order_id: formatId('ord', orderId),
    code_id: codeId === null ? null : formatId('cod', codeId),
    reference,
    sku,
    quantity,
    unit_price: new NumberText(formatMoney(unitPrice, currency)),
    amount: new NumberText(formatMoney(amount, currency)),
    currency,
  };
}
