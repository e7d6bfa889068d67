import type { ConsolePage, PartnerRole, PortalPage, StaffRole } from '@psnb2b/contract';

/** Who is notified: people of a business by their roles, staff by theirs, or those below. */
export type Audience =
  | { readonly partner: readonly PartnerRole[] }
  | { readonly staff: readonly StaffRole[] | 'all' }
  /** Who answers for a group of people: the owners of a business, the admins of the staff. */
  | 'heads'
  /** The person whose account it is. */
  | 'person';

interface Told {
  /** Whether everybody who is notified gets an e-mail as well; its subject is the sentence. */
  readonly email: boolean;
  /** One sentence, at most 500 characters, which the app shows as a link to the page. */
  readonly sentence: (facts: never) => string;
  /** A paragraph for the e-mail alone; what somebody wrote stays text there. */
  readonly more?: (facts: never) => string;
}

/** A kind of notification. What its functions take together is what a verb has to know. */
export type Kind = Told &
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
 * A letter: an e-mail without a notification. One `to` a `stranger` goes to an address that nobody has confirmed:
 * it is our own words alone, because whoever asked for it chose whom it goes to.
 */
export interface LetterKind {
  readonly to: 'person' | 'business' | 'stranger';
  readonly subject: string;
  readonly sentences: (facts: never) => readonly string[];
  /** Where to go on; `secret`: the address works once and lies sealed until it is sent. */
  readonly link?: { readonly label: string; readonly secret: boolean };
}

/** What a function of a kind has to know. */
export type Asked<F> = F extends (facts: infer Facts) => unknown ? Facts : unknown;
