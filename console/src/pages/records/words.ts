/** The texts of the audit. */
export const auditWords = {
  title: 'Audit',
  lead: 'Who did what, when and from where. Entries are chained, so that nobody can change one unnoticed.',
  at: 'Time',
  actor: 'Who',
  action: 'Action',
  actionFilter: 'Action, such as key. or key.issued',
  subject: 'Subject',
  address: 'Address',
  show: 'Show',
  request: 'Request',
  position: 'Position in the chain',
  unchained: 'not chained yet',
  none: 'No entries yet',
  export: 'Export as CSV',
  partner: 'Business',
};

/** The texts of the outbox. */
export const emailWords = {
  title: 'E-mail',
  lead: 'Every e-mail that was sent or waits to be sent.',
  to: 'To',
  subject: 'Subject',
  status: 'State',
  statuses: {
    waiting: 'Waiting',
    sent: 'Sent',
    kept: 'Kept',
    failed: 'Undeliverable',
  },
  keptHint: 'No mail server is configured, so messages can only be read here.',
  attempts: 'Attempts',
  created: 'Written',
  sent: 'Sent at',
  error: 'Answer of the mail server',
  template: 'Kind',
  none: 'No e-mail yet',
  text: 'Text',
  retry: 'Try again',
  retried: 'We will try again.',
};
