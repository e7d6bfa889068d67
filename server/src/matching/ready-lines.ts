import { type BankLine, linesWithReference } from '../bank-statements/index.ts';
import type { Db } from '../kit/database/index.ts';
import { type Partner, partnersById, tenantsById } from '../partners/index.ts';
import { type Doubts, doubtsOf } from './doubts.ts';

/** Most lines that are ready at once; the older ones wait until some of these are done. */
const READY_MAX = 2_000;

/** A tenant with its business. */
export interface Payer {
  readonly tenantId: number;
  readonly partner: Partner;
}

/**
 * The open lines of which reference, currency and partner agree, on which nobody decided before, and that are neither recorded by hand, nor
 * there twice, nor returned as far as can be seen. `depositsMax`: how many deposits they are compared with.
 */
export async function readyLines(db: Db, depositsMax?: number): Promise<BankLine[]> {
  const lines = await linesWithReference(db, READY_MAX);
  const payers = await payersById(
    db,
    lines.flatMap(({ referenceTenantId }) => referenceTenantId ?? []),
  );
  const doubts = await doubtsOf(db, lines, [...payers.keys()], depositsMax);
  return lines.filter((line) => {
    const payer = line.referenceTenantId === null ? undefined : payers.get(line.referenceTenantId);
    return payer !== undefined && isCertain(line, payer, doubts);
  });
}

/** Whether a line whose reference is this payer's can be credited without a look at it. */
export function isCertain(line: BankLine, { tenantId, partner }: Payer, doubts: Doubts): boolean {
  return (
    line.referenceTenantId === tenantId &&
    partner.currency === line.currency &&
    isActive(partner) &&
    doubts.against(line).length === 0 &&
    doubts.depositsLike(line, [tenantId]).length === 0
  );
}

/** Whether a business can use money that it is credited. */
export function isActive({ approvedAt, suspendedAt }: Partner): boolean {
  return approvedAt !== null && suspendedAt === null;
}

/** Live tenants with their businesses, by tenant. */
export async function payersById(
  db: Db,
  tenantIds: readonly number[],
): Promise<Map<number, Payer>> {
  const tenants = [...(await tenantsById(db, tenantIds)).values()].filter(
    ({ mode }) => mode === 'live',
  );
  const partners = await partnersById(
    db,
    tenants.map(({ partnerId }) => partnerId),
  );
  return new Map(
    tenants.flatMap(({ tenantId, partnerId }) => {
      const partner = partners.get(partnerId);
      return partner ? [[tenantId, { tenantId, partner }] as const] : [];
    }),
  );
}
