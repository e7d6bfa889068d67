import type { KycStatus, PartnerStatus } from '@psnb2b/contract';
import { required } from '../kit/assert.ts';
import type { Db } from '../kit/database/index.ts';
import { parseId } from '../kit/ids.ts';
import { falling, idPlace, type PageAsked, Pages } from '../kit/pages.ts';
import { type Partner, partnerColumns } from './partner.ts';

export type FoundPartner = Partner & { readonly kycStatus: KycStatus };

export const partnerPages = new Pages('partners', idPlace, ({ partnerId }: Partner) => partnerId, {
  turns: true,
});

/** Businesses by part of name or e-mail address, or by id; newest first. */
export async function searchPartners(
  db: Db,
  filters: PageAsked<string> & {
    readonly q?: string | undefined;
    readonly status?: PartnerStatus | undefined;
  },
): Promise<FoundPartner[]> {
  const { q } = filters;
  const { behind, order } = falling(filters);
  const { rows } = await db.query<FoundPartner>(
    `SELECT ${partnerColumns}, (SELECT c.status FROM partners.kyc_cases c
                                 WHERE c.partner_id = p.partner_id) AS "kycStatus"
       FROM partners.partners p
      WHERE ($1::text IS NULL OR partner_id = $2 OR strpos(lower(name), lower($1)) > 0
             OR strpos(lower(email), lower($1)) > 0)
        AND ($3::text IS NULL OR $3 = CASE WHEN suspended_at IS NOT NULL THEN 'suspended'
                                           WHEN approved_at IS NOT NULL THEN 'approved'
                                           ELSE 'new' END)
        AND ($4::uuid IS NULL OR partner_id ${behind} $4)
      ORDER BY partner_id ${order} LIMIT $5`,
    [
      q ?? null,
      q === undefined ? null : parseId('prt', q),
      filters.status ?? null,
      filters.behind ?? null,
      filters.limit,
    ],
  );
  return rows;
}

export async function countPartners(db: Db): Promise<{ all: number; suspended: number }> {
  const { rows } = await db.query<{ all: number; suspended: number }>(
    `SELECT count(*) AS all, count(suspended_at) AS suspended FROM partners.partners`,
  );
  return required(rows[0], 'a count has a row');
}

/** How many businesses were registered in a period. */
export async function countRegistered(db: Db, from: Date, until: Date): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'SELECT count(*) FROM partners.partners WHERE created_at >= $1 AND created_at < $2',
    [from, until],
  );
  return required(rows[0], 'a count has a row').count;
}

/** How many businesses may buy: approved and not suspended. */
export async function countApproved(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) FROM partners.partners WHERE approved_at IS NOT NULL AND suspended_at IS NULL`,
  );
  return required(rows[0], 'a count has a row').count;
}

/** Whether a business was ever approved, also if its approval has ended since. */
export async function hasApproved(db: Db): Promise<boolean> {
  const { rowCount } = await db.query('SELECT FROM partners.partners WHERE was_approved LIMIT 1');
  return rowCount > 0;
}

export async function partnerNames(
  db: Db,
  partnerIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await db.query<{ partner_id: string; name: string }>(
    'SELECT partner_id, name FROM partners.partners WHERE partner_id = ANY($1::uuid[])',
    [partnerIds],
  );
  return new Map(rows.map((row) => [row.partner_id, row.name]));
}

/** Businesses that have one of these words in their name, at most so many. */
export async function partnersWithWords(
  db: Db,
  words: readonly string[],
  most: number,
): Promise<Partner[]> {
  if (words.length === 0) return [];
  const { rows } = await db.query<Partner>(
    `SELECT ${partnerColumns} FROM partners.partners
      WHERE EXISTS (SELECT FROM unnest($1::text[]) AS w (word) WHERE strpos(lower(name), w.word) > 0)
      ORDER BY partner_id LIMIT $2`,
    [words, most],
  );
  return rows;
}

/** Businesses by their ids. */
export async function partnersById(
  db: Db,
  partnerIds: readonly string[],
): Promise<Map<string, Partner>> {
  const { rows } = await db.query<Partner>(
    `SELECT ${partnerColumns} FROM partners.partners WHERE partner_id = ANY ($1::uuid[])`,
    [[...new Set(partnerIds)]],
  );
  return new Map(rows.map((row) => [row.partnerId, row]));
}
