import type { ConsolePage, PartnerRole, PortalPage, StaffRole } from '@psnb2b/contract';

/** Who is notified: people of a business by their roles, staff by theirs, or one of the groups below. */
export type Audience =
  | { readonly partner: readonly PartnerRole[] }
  | { readonly staff: readonly StaffRole[] | 'all' }
  /** Those who answer for a group of people: the owners of a business, the admins of the staff. */
  | 'heads'
  /** The person whose account it is. */
  | 'person';

interface Message {
  /** Whether everybody who is notified also gets an e-mail; its subject is the sentence. `chosen`: who has chosen it does. */
  readonly email: boolean | 'chosen';
  /** One sentence, at most 500 characters, which the app shows as a link to the page. */
  readonly sentence: (facts: never) => string;
  /** A paragraph only for the e-mail; text that somebody wrote is escaped there. */
  readonly more?: (facts: never) => string;
}

/** A kind of notification. The parameters of its functions are the facts that a verb must supply. */
export type Kind = Message &
  (
    | {
        readonly to: { readonly partner: readonly PartnerRole[] };
        readonly page: (facts: never) => PortalPage;
      }
    | {
        readonly to: { readonly staff: readonly StaffRole[] | 'all' };
        readonly page: (facts: never) => ConsolePage;
      }
    | {
        readonly to: 'heads' | 'person';
        readonly page: (facts: never) => Readonly<{ portal: PortalPage; console: ConsolePage }>;
      }
  );

/**
 * A letter: an e-mail without a notification. A letter `to` a `stranger` goes to an address that nobody has confirmed. It
 * contains only our own words, because whoever requested it chose the recipient.
 */
export interface LetterKind {
  readonly to: 'person' | 'business' | 'stranger';
  readonly subject: string;
  readonly sentences: (facts: never) => readonly string[];
  /** The address of the link; `secret`: the address works once and is sealed until it is sent. */
  readonly link?: { readonly label: string; readonly secret: boolean };
}

/** The facts that a function of a kind needs. */
export type Asked<F> = F extends (facts: infer Facts) => unknown ? Facts : unknown;
