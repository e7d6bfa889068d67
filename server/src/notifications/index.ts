export {
  type EmailOf,
  type FactsOf,
  type Group,
  type KindName,
  kinds,
  type LetterName,
  type Recipient,
  type WhomOf,
} from './catalogue.ts';
export type { Audience } from './kind.ts';
export { RECALL_NOTE } from './kinds/claims.ts';
export type { DepositMethodChange } from './kinds/deposit-methods.ts';
export { howToReveal, type KeyTermName, type NamedKey } from './kinds/keys.ts';
export { type TermChange, type TermName, termChanges, termNames } from './kinds/partners.ts';
export type { ProposedChange } from './kinds/proposals.ts';
export { minuteOf } from './minute-of.ts';
export { mailNotice, type Notice, noticeOf } from './notice.ts';
export type { Notifier } from './notifier.ts';
export { ACCESS_REQUEST, ticketMessages } from './ticket-messages.ts';
export { writeLetter } from './write-letter.ts';
