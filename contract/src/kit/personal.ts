import type { TSchema } from 'typebox';
import type { Door } from './door-operation.ts';
import { type PartnerRole, partnerRoles, type StaffRole, staffRoles } from './roles.ts';

/**
 * What is told of people, and which roles see it, wherever it appears: one rule for each datum, on every
 * page, list, export and e-mail. A schema names its datum by `x-personal`. Staff below these roles and
 * colleagues without them get the same replies without it; a reply says so in `withheld`.
 */
export const personalData = {
  /** Owners and who signs for the business, with birth dates and numbers, and tax numbers. */
  identity: {
    console: ['admin', 'finance', 'support'],
    portal: ['owner', 'finance'],
  },
  /** How to reach people of a business or of the staff: names and e-mail addresses. */
  contact: { console: staffRoles, portal: partnerRoles },
  /** From which network address somebody acted. */
  whereabouts: { console: ['admin', 'finance', 'support', 'read_only'], portal: [] },
  /** To which address codes of a claim were sent: whoever works on claims judges by it. */
  evidence: { console: staffRoles, portal: [] },
  /** Of the very person who reads it. */
  own: { console: staffRoles, portal: partnerRoles },
} as const satisfies Record<
  string,
  { readonly console: readonly StaffRole[]; readonly portal: readonly PartnerRole[] }
>;
export type PersonalDatum = keyof typeof personalData;

/** Marks a schema as one of them. */
export function personal<Schema extends TSchema>(datum: PersonalDatum, schema: Schema): Schema {
  return { ...schema, 'x-personal': datum };
}

/** Roles of a door that may read it. */
export function personalRoles(datum: PersonalDatum, door: Door): readonly string[] {
  return personalData[datum][door];
}

export function mayReadPersonal(
  datum: PersonalDatum,
  reader: { readonly door: Door; readonly role: PartnerRole | StaffRole },
): boolean {
  return personalRoles(datum, reader.door).includes(reader.role);
}
