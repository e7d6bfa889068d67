import { howToReveal } from './kinds/keys.ts';

/** Subject of the ticket that is opened with a review. */
export const ACCESS_REQUEST = 'API Access Request';

/** Automatic messages in a ticket about events outside of it; both sides read them. */
export const ticketMessages = {
  review_submitted: (answer: string | null) =>
    `The business submitted its review.${answer === null ? '' : ` Its answer: ${answer}`}`,
  /** First message in the ticket of a review if the business wrote nothing. */
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
