import type { TSchema } from 'typebox';
import { type PartnerRole, partnerRoles, type StaffRole, staffRoles } from './roles.ts';
import type { WebApp } from './web-app-operation.ts';

/**
 * The kinds of personal data, and the roles that may see each, wherever it appears: one rule per kind, on every page, list,
 * export and e-mail. A schema names its kind by `x-personal`. Others get the same replies without it; a reply lists that in
 * `withheld`.
 */
export const personalData = {
  /** Owners and signatories of the business, with birth dates and numbers, and tax numbers. */
  identity: {
    console: ['admin', 'finance', 'support'],
    portal: ['owner', 'finance'],
  },
  /** How to contact people of a business or of the staff: names and e-mail addresses. */
  contact: { console: staffRoles, portal: partnerRoles },
  /** The network address from which somebody acted. */
  whereabouts: { console: ['admin', 'finance', 'support', 'read_only'], portal: [] },
  /** The address to which codes of a claim were sent, which the decision may depend on. */
  evidence: { console: staffRoles, portal: [] },
  /** The address to which a business sent its own codes: its people find the leak, if there is one. */
  readings: {
    console: ['admin', 'finance', 'support', 'read_only'],
    portal: ['owner', 'buyer', 'developer'],
  },
  /** The address from which a program of a business called us. */
  callers: {
    console: ['admin', 'finance', 'support', 'read_only'],
    portal: ['owner'],
  },
  /** Data of the person who reads it. */
  own: { console: staffRoles, portal: partnerRoles },
} as const satisfies Record<
  string,
  { readonly console: readonly StaffRole[]; readonly portal: readonly PartnerRole[] }
>;
export type PersonalDatum = keyof typeof personalData;

/** Marks a schema as one of these kinds. */
export function personal<Schema extends TSchema>(datum: PersonalDatum, schema: Schema): Schema {
  return { ...schema, 'x-personal': datum };
}

/** The roles of a web app that may read it. */
export function personalRoles(datum: PersonalDatum, webApp: WebApp): readonly string[] {
  return personalData[datum][webApp];
}

export function mayReadPersonal(
  datum: PersonalDatum,
  reader: { readonly webApp: WebApp; readonly role: PartnerRole | StaffRole },
): boolean {
  return personalRoles(datum, reader.webApp).includes(reader.role);
}
