/** The texts of more than one page of the portal. */
export const text = {
  app: 'Partner portal',
  cancel: 'Cancel',
  suspended: (reason: string | null) =>
    `Your business is suspended${reason ? `: ${reason}` : '.'} API keys are refused; you can still read everything here.`,
  broken: 'Nothing was changed. Reload it; if it happens again, tell support what you did.',
  why: {
    role: 'Your role does not allow this; ask an owner.',
    invalid_state: 'Not possible in this state.',
    case_incomplete: 'Something is still missing; see the checklist.',
    partner_not_approved: 'Your business must be approved first.',
    partner_suspended: 'Your business is suspended.',
  },
  mode: 'Mode',
  modes: { live: 'Live', test: 'Test' },
  /** What an id names, by its beginning. */
  kinds: {
    ord: 'Order',
    clm: 'Claim',
    cod: 'Code',
    tkt: 'Ticket',
    evt: 'Event',
    whe: 'Webhook endpoint',
    req: 'Request',
    rcl: 'Recall',
    key: 'API key',
    dep: 'Payment',
  },
  findCode: 'Find a code',
  findCodeHint: 'Enter the code there, so that it stays out of addresses.',
  available: 'You can spend now',
  held: 'Reserved for waiting orders',
  testBalance: {
    set: 'Set the test balance',
    amount: (currency: string) => `Balance, in ${currency}`,
    hint: 'It includes what is reserved for waiting test orders, so it cannot be lower than that.',
    done: 'The test balance was set.',
  },
};
