import type { Asked, Kind } from './kind.ts';
import { alertKinds } from './kinds/alerts.ts';
import { auditKinds } from './kinds/audit.ts';
import { claimKinds } from './kinds/claims.ts';
import { depositMethodKinds } from './kinds/deposit-methods.ts';
import { depositKinds } from './kinds/deposits.ts';
import { documentKinds } from './kinds/documents.ts';
import { incidentKinds } from './kinds/incidents.ts';
import { keyKinds } from './kinds/keys.ts';
import { lotKinds } from './kinds/lots.ts';
import { orderKinds } from './kinds/orders.ts';
import { partnerKinds } from './kinds/partners.ts';
import { peopleKinds } from './kinds/people.ts';
import { priceKinds } from './kinds/prices.ts';
import { proposalKinds } from './kinds/proposals.ts';
import { quotaKinds } from './kinds/quotas.ts';
import { restoreKinds } from './kinds/restore.ts';
import { shopKinds } from './kinds/shop.ts';
import { ticketKinds } from './kinds/tickets.ts';
import { webhookKinds } from './kinds/webhooks.ts';
import type { letters } from './letters.ts';

/** Every kind of notification by its name, `<noun>.<past tense>`, which programs may rely on. */
export const kinds = {
  ...partnerKinds,
  ...keyKinds,
  ...ticketKinds,
  ...webhookKinds,
  ...claimKinds,
  ...lotKinds,
  ...orderKinds,
  ...peopleKinds,
  ...priceKinds,
  ...proposalKinds,
  ...quotaKinds,
  ...alertKinds,
  ...shopKinds,
  ...depositKinds,
  ...depositMethodKinds,
  ...documentKinds,
  ...incidentKinds,
  ...auditKinds,
  ...restoreKinds,
} as const satisfies Record<string, Kind>;

type Kinds = typeof kinds;
type Letters = typeof letters;
export type KindName = keyof Kinds;
export type LetterName = keyof Letters;

/** The facts that a notification of a kind needs. */
export type FactsOf<Name extends KindName> = Name extends Name
  ? Asked<Kinds[Name]['sentence']> &
      Asked<Kinds[Name]['page']> &
      (Kinds[Name] extends { readonly more: infer More } ? Asked<More> : unknown)
  : never;

/** The recipient of a kind: for partners which partner, for a person whom. */
export type WhomOf<Name extends KindName> = Kinds[Name]['to'] extends infer To
  ? To extends { readonly partner: unknown }
    ? { readonly partnerId: string }
    : To extends { readonly staff: unknown }
      ? Staff
      : To extends 'heads'
        ? Group
        : Recipient
  : never;

export type EmailOf<Name extends KindName> = Kinds[Name]['email'];

/** Staff by the roles of the kind, also with the person concerned; or only one of them. */
export type Staff = 'staff' | { readonly alsoStaff: readonly Recipient[] } | Recipient;

/** The group: people of one partner, or the staff. */
export type Group = { readonly partnerId: string } | 'staff';

/** Somebody who is notified; a disabled person gets only the e-mail. */
export interface Recipient {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly webApp: 'portal' | 'console';
  readonly disabledAt: Date | null;
  /** Whether a kind whose e-mail is `chosen` is sent to this person by e-mail. */
  readonly byEmail?: boolean;
}

/** The facts that a letter needs, among them the address of its link. */
export type LetterFactsOf<Name extends LetterName> = Name extends Name
  ? Asked<Letters[Name]['sentences']> &
      (Letters[Name] extends { readonly link: object } ? { readonly url: string } : unknown)
  : never;

/** The recipient: a stranger is an address and has no name. */
export type AddresseeOf<Name extends LetterName> = Letters[Name]['to'] extends 'stranger'
  ? { readonly email: string }
  : { readonly email: string; readonly name: string };
