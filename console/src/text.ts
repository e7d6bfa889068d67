/** The texts of more than one page of the console. */
export const text = {
  app: 'Console',
  broken: 'Nothing was changed. Reload it; if it happens again, find the request id in the log.',
  why: {
    role: 'Your role does not allow this; ask an admin.',
    invalid_state: 'Not possible in this state.',
    case_incomplete: 'Something is still missing; see the checklist.',
    partner_not_approved: 'The business must be approved first.',
    partner_suspended: 'The business is suspended.',
  },
  close: 'Close',
  supplier: 'Supplier',
  history: 'History',
  partner: 'Business',
  findPartner: 'Type a name',
  prices: {
    nav: 'Pages about prices',
    titles: {
      products: 'Products',
      lists: 'Price lists',
      tiers: 'Tiers',
      changes: 'Changes',
      floors: 'Floors',
      history: 'History',
    },
  },
  modes: { live: 'Live', test: 'Test' },
  acts: {
    claim: { title: 'Open a claim for a partner', words: 'new claim' },
    partner: { title: 'Create a partner', words: 'new business, invite owner' },
    ticket: { title: 'Write to a partner', words: 'new ticket, message, support' },
    incident: { title: 'Open an incident', words: 'new incident, status page' },
    import: { title: 'Import codes', words: 'new lot, upload stock' },
    prices: { title: 'Change prices', words: 'new price change' },
  },
};
