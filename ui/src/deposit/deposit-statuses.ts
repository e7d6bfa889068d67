/** The states of a deposit, in the same words for its payer and for staff. */
export const depositStatuses = {
  seen: 'Seen',
  confirming: 'Confirming',
  credited: 'Credited',
  in_review: 'In review',
  rejected: 'Rejected',
  reversed: 'Reversed',
};
