import * as contract from '@psnb2b/contract';
import { type AuditRow, readDetail } from '../../audit/index.ts';
import { actorNames } from '../../identity/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { formatId, parseId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { partnerNames, tenantsById } from '../../partners/index.ts';
import { supplierNames } from '../../suppliers/index.ts';

/** Entries with the names of who did it and what it was done to, and with what changed as people read it. */
export async function presentAudit(
  db: Db,
  rows: readonly AuditRow[],
): Promise<contract.AuditEntry[]> {
  const people = await actorNames(db, [
    ...new Set(rows.flatMap((row) => [row.actor, row.subject])),
  ]);
  const tenants = await tenantsById(
    db,
    rows.flatMap((row) => row.tenantId ?? []),
  );
  const partners = await partnerNames(db, idsOf('prt', rows));
  const suppliers = await supplierNames(db, idsOf('sup', rows));
  const nameOf = (subject: string) => {
    const [partner, supplier] = [parseId('prt', subject), parseId('sup', subject)];
    if (partner !== null) return partners.get(partner) ?? null;
    if (supplier !== null) return suppliers.get(supplier) ?? null;
    return people.get(subject) ?? null;
  };
  return rows.map((row) => {
    const tenant = row.tenantId === null ? undefined : tenants.get(row.tenantId);
    const { reason, changes, facts } = readDetail(row, tenant?.currency ?? null);
    return present(contract.AuditEntry, row, {
      ...{ reason, changes: [...changes], facts: [...facts] },
      id: String(row.entryId),
      actor_name: people.get(row.actor) ?? null,
      subject_name: nameOf(row.subject),
      partner_id: tenant ? formatId('prt', tenant.partnerId) : partnerOf(row),
      detail: JSON.parse(row.detail) as Record<string, unknown>,
    });
  });
}

/** An entry as one sentence without links. */
export function plainSentence(entry: contract.AuditEntry): string {
  const subject = entry.subject_name ?? entry.subject;
  const sentence = contract.auditSentence(entry.action).replace('{subject}', () => subject);
  return `${entry.actor_name ?? entry.actor} ${sentence}`;
}

function partnerOf({ subject }: AuditRow): string | null {
  return subject.startsWith('prt_') ? subject : null;
}

function idsOf(prefix: contract.IdPrefix, rows: readonly AuditRow[]): string[] {
  return [...new Set(rows.flatMap(({ subject }) => parseId(prefix, subject) ?? []))];
}
