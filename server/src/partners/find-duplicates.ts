import type { DuplicateMember, PartnerStatus } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import type { Vault } from '../vault/index.ts';
import { registrationHash } from './kyc/registration-hash.ts';
import { type Partner, partnerColumns, partnerStatus } from './partner.ts';

const DUPLICATES_MAX = 20;

/** What a business is known by; what is not stated is not compared. */
export interface KnownBy {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly registrationNumber?: string | undefined;
}

export interface Duplicate {
  readonly partnerId: string;
  readonly name: string;
  readonly status: PartnerStatus;
  readonly same: readonly DuplicateMember[];
}

/** Businesses that may be the same, the oldest first: case, spaces and marks do not distinguish them. */
export async function findDuplicates(
  db: Db,
  vault: Vault,
  { name, email, registrationNumber }: KnownBy,
): Promise<Duplicate[]> {
  const hash = registrationHash(vault, registrationNumber ?? null);
  const { rows } = await db.query<
    Partner & { sameEmail: boolean; sameName: boolean; sameNumber: boolean }
  >(
    `SELECT * FROM (
       SELECT ${partnerColumns}, coalesce(lower(email) = lower($2), false) AS "sameEmail",
              coalesce(partners.plain_name(name) = partners.plain_name($1), false) AS "sameName",
              EXISTS (SELECT FROM partners.profiles f
                       WHERE f.partner_id = p.partner_id AND f.registration_hash = $3 AND $3 <> '') AS "sameNumber"
         FROM partners.partners p) compared
      WHERE "sameEmail" OR "sameName" OR "sameNumber"
      ORDER BY "partnerId" LIMIT ${DUPLICATES_MAX}`,
    [name ?? null, email ?? null, hash],
  );
  return rows.map((row) => ({
    ...{ partnerId: row.partnerId, name: row.name, status: partnerStatus(row) },
    same: [
      ...(row.sameEmail ? (['email'] as const) : []),
      ...(row.sameName ? (['name'] as const) : []),
      ...(row.sameNumber ? (['registration_number'] as const) : []),
    ],
  }));
}
