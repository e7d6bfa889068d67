import { recordAudit } from '../audit/index.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { type EmailAddress, isEmail } from '../kit/email-address.ts';
import { formatId, newUuid } from '../kit/ids.ts';
import { type FieldError, invalid, type Refusal } from '../kit/refusal.ts';
import type { Mode } from '../kit/tenant-ref.ts';
import { openCase } from './kyc/store.ts';

export interface NewPartner {
  readonly name: string;
  readonly email: EmailAddress;
  readonly country: string | null;
  readonly currency: string;
  readonly approved: boolean;
  readonly actor: string;
  readonly at: Date;
}

export interface CreatedPartner {
  readonly partnerId: string;
  readonly tenants: readonly { readonly tenantId: number; readonly mode: Mode }[];
}

/** Creates a business with its live and its test tenant. Its currency can never change. */
export async function createPartner(tx: Tx, partner: NewPartner): Promise<CreatedPartner> {
  check(partner);
  const partnerId = newUuid(partner.at.getTime());
  await tx.query(
    `INSERT INTO partners.partners (partner_id, name, email, country, currency, approved_at, was_approved, created_at)
     VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $6::timestamptz IS NOT NULL, $7)`,
    [
      partnerId,
      partner.name,
      partner.email,
      partner.country,
      partner.currency,
      partner.approved ? partner.at : null,
      partner.at,
    ],
  );
  const { rows } = await tx.query<{ tenantId: number; mode: Mode }>(
    `INSERT INTO partners.tenants (partner_id, mode) VALUES ($1, 'live'), ($1, 'test')
     RETURNING tenant_id AS "tenantId", mode`,
    [partnerId],
  );
  await openCase(tx, partnerId, partner.at);
  await bumpVersion(tx, 'partners');
  await recordAudit(tx, {
    at: partner.at,
    actor: partner.actor,
    action: 'partner.created',
    subject: formatId('prt', partnerId),
    detail: { name: partner.name, currency: partner.currency, approved: partner.approved },
  });
  return { partnerId, tenants: rows };
}

function check({ name, email, country, currency }: NewPartner): void {
  if (!name.isWellFormed() || !/^[^\p{Cc}]{1,200}$/u.test(name) || name.trim() === '') {
    throw refuse(
      'name',
      'max_length',
      'It must be 1 to 200 characters, without control characters.',
    );
  }
  if (!isEmail(email)) {
    throw refuse('email', 'format', 'It must be an e-mail address.');
  }
  if (country !== null && !/^[A-Z]{2}$/.test(country)) {
    throw refuse('country', 'pattern', 'It must be two capital letters, as in ISO 3166-1.');
  }
  if (!/^[A-Z]{3}$/.test(currency)) {
    throw refuse('currency', 'pattern', 'It must be three capital letters, as in ISO 4217.');
  }
}

function refuse(name: string, code: FieldError['code'], detail: string): Refusal {
  return invalid({ pointer: `/${name}`, code, detail });
}
