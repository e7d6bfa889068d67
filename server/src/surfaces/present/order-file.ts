import * as contract from '@psnb2b/contract';
import type { OrderFile } from '../../acts/index.ts';
import type { AuditRow } from '../../audit/index.ts';
import type { StoredEvent } from '../../events/index.ts';
import { formatMoney } from '../../kit/money.ts';
import { present } from '../../kit/present.ts';

const { events, entries, transfers, claims, recalls } = contract.StaffOrderFile.properties;

/** The whole story of an order, as staff see it. */
export function presentOrderFile(
  file: OrderFile,
  order: contract.StaffOrder,
): contract.StaffOrderFile {
  const { currency, orderId } = file.order.terms;
  const { approvalLimit } = file.partner;
  return {
    ...order,
    approval_limit: approvalLimit === null ? null : formatMoney(approvalLimit, currency),
    events: file.events.map((event) => presentEvent(event, file)),
    entries: file.entries.map((entry) => presentEntry(entry, file)),
    transfers: file.transfers.map((each) => {
      const codeId = each.reference === orderId ? null : each.reference;
      return present(transfers.items, { ...each, currency, codeId });
    }),
    claims: file.claims.map((claim) =>
      present(claims.items, { ...claim, codes: claim.codes.length }),
    ),
    recalls: file.recalls.map((each) => present(recalls.items, each)),
  };
}

function presentEvent(event: StoredEvent, { deliveries }: OrderFile) {
  const data = JSON.parse(event.data) as contract.OrderStatusChanged;
  return present(
    events.items,
    { ...event, at: event.createdAt },
    {
      status: data.order.status,
      previous_status: data.previous_status,
      deliveries: deliveries
        .filter(({ sequence }) => sequence === event.sequence)
        .map((each) =>
          present(events.items.properties.deliveries.items, { ...each, httpStatus: each.http }),
        ),
    },
  );
}

function presentEntry(entry: AuditRow, { names }: OrderFile) {
  const detail = JSON.parse(entry.detail) as { reason?: unknown; codes?: unknown };
  return present(entries.items, entry, {
    id: String(entry.entryId),
    name: names.get(entry.actor) ?? null,
    reason: typeof detail.reason === 'string' ? detail.reason : null,
    codes: typeof detail.codes === 'number' ? detail.codes : null,
  });
}
