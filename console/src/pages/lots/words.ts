import { groupDigits } from '@psnb2b/ui';
import { some } from '../../some.ts';

/** The texts of the lot pages. */
export const words = {
  title: 'Lots',
  lead: 'Imported supplier files, newest first, with the claims on their codes.',
  search: 'File, supplier, or id of a lot',
  file: 'File',
  supplier: 'Supplier',
  noSupplier: 'no supplier named',
  status: 'State',
  statuses: {
    importing: 'Importing',
    held: 'To confirm',
    complete: 'For sale',
    discarding: 'Discarding',
    discarded: 'Discarded',
    recalled: 'Recalled',
  },
  codes: 'Codes',
  unsold: 'Unsold',
  claimed: 'Claimed',
  approved: 'Replaced or refunded',
  imported: 'Imported',
  none: 'No lots yet',
  noneHint: 'A lot appears here when its file is imported.',
  import: 'Import a file',

  facts: 'About',
  id: 'Lot',
  duplicates: 'Duplicates',
  rejected: 'Rejected',
  frozen: 'Frozen',
  gone: 'Sold or reserved',
  discardedCodes: 'Discarded',
  held: 'Reserved for waiting orders',
  importedBy: 'Imported by',
  recalledAt: 'Recalled',
  record: 'Audit',
  recordSee: 'See the audit',
  products: 'Products',
  product: 'Product',
  elsewhere: 'In other lots',
  buyers: 'Buyers',
  buyer: 'Business',
  buyersNone: 'Nobody has bought codes from this lot.',
  test: 'Test',
  orders: 'Orders',
  paid: 'Paid',

  confirmTitle: 'Not for sale yet: the codes do not all have the same form',
  confirmLead:
    'None of them is sold until somebody confirms the lot. A supplier’s mistake, a wrong column or a wrong product causes this; so do two kinds of codes in one file.',
  releaseTitle: 'Not for sale yet: the lot is large',
  releaseLead:
    'Whoever imported a large lot does not release it alone: somebody else checks its products, codes and supplier.',
  releaseSays: (codes: number) =>
    `${some(codes, 'code goes', 'codes go')} on sale immediately. A code that was sold cannot be revoked.`,
  releaseOwn: 'You imported this lot; somebody else must release it.',
  form: 'Form (X letter or digit, 9 digit, x lower case)',
  group: 'Group',
  most: 'Most of the lot',
  others: 'Different',
  firstLine: 'First line',
  why: 'Reason, for the audit',
  confirm: 'Put up for sale',
  confirmSays: (codes: number, odd: number) =>
    `${some(codes, 'code goes', 'codes go')} on sale immediately, ${groupDigits(odd)} of them in a different form. A code that was sold cannot be revoked.`,
  confirmed: 'The lot is for sale.',
  discard: 'Discard the lot',
  discardSays: (codes: number) =>
    `${some(codes, 'code is', 'codes are')} deleted. You can import the file again, corrected or unchanged.`,
  discarded: 'The lot is discarded.',
};

/** The texts about discarding unsold codes. */
export const discardWords = {
  title: 'Discard unsold codes',
  lead: 'They are taken off sale for good, for example because the supplier took them back. Nobody is notified but staff; codes that were sold stay with their buyers. If codes are bad, recall the lot instead.',
  act: 'Discard unsold codes',
  says: (codes: number) =>
    `${some(codes, 'code for sale is', 'codes for sale are')} discarded, and can never be imported again. You cannot undo this. More than one person may discard within a day waits for a second admin.`,
  reason: 'Reason, for the audit',
  done: 'The codes are discarded.',
};

/** The texts about refused rows. */
export const rejectWords = {
  title: 'Refused rows',
  lead: 'Nothing of these rows was kept. The lines are those of the file.',
  first: (rows: number) => `These are the first ${groupDigits(rows)}; the download has all.`,
  line: 'Line',
  reason: 'Reason',
  none: 'No row was refused.',
};

/** The texts about a recall. */
export const recallWords = {
  recall: 'Recall this lot',
  lead: 'Recall it as soon as several claims point to it. Only this lot stops selling.',
  will: 'What will happen',
  willFreeze: (codes: number) => `${some(codes, 'unsold code')} will stop selling immediately.`,
  willNotify: (partners: number, orders: number, codes: number) =>
    `${some(partners, 'business', 'businesses')} with ${some(codes, 'code')} in ${some(orders, 'order')}: we open a claim for each order, whatever its claim window, and notify each business by one e-mail.`,
  willCost: 'Value of these codes at the prices paid:',
  willExchange: (codes: number) =>
    `${some(codes, 'code')} reserved for waiting orders are exchanged when these orders are paid.`,
  willStay: 'Codes that have a claim stay in that claim.',
  willNot: 'A code that was already redeemed cannot be revoked.',
  note: 'What is wrong with the lot (every buyer reads this)',
  noteDefault: 'The lot was recalled.',
  type: (word: string) => `Type ${word} to confirm`,
  run: 'Recall now',
  running: 'Opening claims',
  progress: (done: number, all: number) =>
    `${groupDigits(done)} of ${some(all, 'business', 'businesses')} notified.`,
  done: 'The lot is recalled',
  doneText: (unsold: number, claims: number, told: number) =>
    `${some(unsold, 'unsold code')} frozen, ${some(claims, 'claim')} opened, ${some(told, 'business', 'businesses')} notified.`,
  again: 'Complete the recall',
  againSays: 'If the recall was interrupted, this does what is left. Nobody is notified twice.',

  state: 'Recall',
  notified: 'Businesses notified',
  opened: 'Claims opened',
  waiting: 'Claims to decide',
  approvedClaims: 'Approved',
  rejectedClaims: 'Rejected or withdrawn',
  replacedCodes: 'Codes replaced',
  refundedCodes: 'Codes refunded',
  stake: 'Value of open claims',
  decide: 'Decide the claims',
  decideLead: 'One decision for every open claim of this recall.',
  how: 'Decision for every code',
  hows: {
    replaced_or_refunded: 'Replace while there is stock, then refund',
    replaced: 'Replace',
    refunded: 'Refund',
  } as Readonly<Record<string, string>>,
  mixed: 'Different decisions by code',
  needsTwo: (max: string) =>
    `This needs two people: you propose, somebody else approves. One person may approve at most ${max} within some hours, and the person who recalled a lot never decides alone.`,
  stock: (products: number, short: number) =>
    short === 0
      ? `Other lots have enough codes to replace those of ${some(products, 'product')}.`
      : `Other lots have too few codes for ${groupDigits(short)} of ${some(products, 'product')}; the list below shows which.`,
  replacements: 'Stock for replacements',
  product: 'Product',
  toReplace: 'In open claims',
  elsewhere: 'In other lots',
  resolve: 'Decide all claims',
  resolveSays: (claims: number) =>
    `${some(claims, 'claim')} will be decided now, one after the other. You cannot undo this.`,
  resolved: (taken: number, proposed: number) =>
    `${some(taken, 'claim')} decided. Waiting for a second person: ${groupDigits(proposed)}.`,
  refused: (claims: number, why: string) => `${some(claims, 'claim')} left unchanged: ${why}.`,
  refusals: {
    out_of_stock: 'too few codes in stock',
    invalid_state: 'decided meanwhile, or waiting for somebody else than you',
  } as Readonly<Record<string, string>>,
  proposals: 'Waits for a second person',
  proposed: (name: string, how: string, claims: number) =>
    `${name} proposed “${how}” for ${some(claims, 'claim')}.`,
  ownProposal: 'You proposed this; somebody else has to approve it.',
};

/** The texts about withdrawn codes. */
export const withdrawnWords = {
  resolutions: { replaced: 'Replaced', refunded: 'Refunded', returned: 'Returned' },
  title: 'Withdrawn codes',
  lead: 'We replaced or refunded these codes before anybody had read them. Their buyer never sees them.',
  first: (codes: number) => `These are the newest ${groupDigits(codes)}.`,
  none: 'No withdrawn code waits for a decision.',
  code: 'Code',
  outcome: 'Outcome',
  states: {
    waiting: 'The code waits for a decision.',
    restocked: 'The code is for sale again.',
    written_off: 'The code is written off.',
  },
  restock: 'Sell again',
  restockSays:
    'The code returns to stock under another id, and its supplier owes nothing for it. You cannot undo this.',
  writeOff: 'Write off',
  writeOffSays:
    'The code is never sold. What its supplier owes for it stays the same. You cannot undo this.',
};
