/** Roles of a partner's people, from the most to the least. */
export const partnerRoles = ['owner', 'buyer', 'finance', 'developer', 'read_only'] as const;
export type PartnerRole = (typeof partnerRoles)[number];

/**
 * Who reads where a business pays to, what it paid, and its invoices: all but developers, whose programs need none of it. Buyers and whoever
 * only reads see the orders behind it anyway.
 */
export const moneyReaders = ['owner', 'buyer', 'finance', 'read_only'] as const;

/** Roles of the operator's staff. */
export const staffRoles = ['admin', 'finance', 'support', 'stock', 'read_only'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Staff who see what codes have cost, and margins. */
export const costReaders = ['admin', 'finance', 'read_only'] as const;

/** The roles that an invitation can give; making somebody an admin needs two people. */
export const invitableStaffRoles = ['finance', 'support', 'stock', 'read_only'] as const;

/** What a role is for, in words that both apps show. */
export const partnerRoleTexts: Readonly<Record<PartnerRole, string>> = {
  owner: 'Everything, and colleagues and the business itself.',
  buyer: 'Buys, reads codes and files claims.',
  finance: 'Balance, deposits, invoices and the business profile.',
  developer: 'API keys, webhooks and the public key.',
  read_only: 'Reads everything except secrets and who owns a business; changes nothing.',
};

export const staffRoleTexts: Readonly<Record<StaffRole, string>> = {
  admin: 'Everything, and staff.',
  finance: 'Limits, deposits and money; reviews of businesses.',
  support: 'Reviews of businesses, keys, tickets.',
  stock: 'Catalogue and stock; reads tickets.',
  read_only: 'Reads everything except secrets and who owns a business; changes nothing.',
};
