import { howToReveal } from './kinds/keys.ts';

/** Subject of the ticket that a review opens. */
export const ACCESS_REQUEST = 'API Access Request';

/** What a ticket says by itself of what happened beside it; both sides read it. */
export const ticketMessages = {
  review_submitted: (answer: string | null) =>
    `The business submitted its review.${answer === null ? '' : ` Its answer: ${answer}`}`,
  /** Opens the ticket of a review whose business wrote nothing. */
  review_opened: () => 'We submitted the review of our business.',
  review_asked: (message: string) => `Support asked for more information: ${message}`,
  review_approved: () => 'The business was approved. Next, support issues an API key.',
  review_rejected: (reason: string) => `The business was rejected: ${reason}`,
  key_issued: (what: 'A new API key' | 'A replacement key', revealUntil: Date) =>
    `${what} was issued. ${howToReveal(revealUntil)}`,
  webhook_registered: () =>
    'The endpoint was registered. An owner or developer of your business can reveal its signing secret ' +
    'in this ticket, once.',
} as const;
