import type { ClaimOrigin, ClaimResolution } from '@psnb2b/contract/states';
import { claimWords, groupDigits, moneyText } from '@psnb2b/ui';
import { some } from '../../some.ts';

/** The texts of the claim pages; states, reasons and outcomes have the same names in the portal. */
export const words = {
  title: 'Claims',
  lead: 'High priority first, then the oldest.',
  claim: 'Claim',
  partner: 'Business',
  reason: 'Reason',
  reasons: claimWords.reasons,
  status: 'State',
  statuses: claimWords.statuses,
  outcomes: claimWords.resolutions,
  priority: 'Priority',
  priorities: claimWords.priorities,
  waiting: 'Waiting for',
  mode: 'Mode',
  views: 'Views of the claims',
  undecided: 'All undecided',
  waits: { us: 'Waiting for us', overdue: 'Overdue', second_person: 'For a second person' },
  region: 'Region',
  lot: 'Lot',
  codes: 'Codes',
  amount: 'Amount',
  deadline: 'Deadline',
  none: 'No claim waits',
  noneHint: 'Claims that partners file, and claims that a recall opens, appear here.',
  overdue: 'Overdue',
  second: 'Waits for a second person',
  late: 'Late, our fault',
  byRecall: 'Recall',
  test: 'Test',
  answerDue: 'Answer',
  decisionDue: 'Decision',
  paused: 'paused',
  figures: 'Figures',
  terms: 'Limits and service levels',
  openFor: 'Open a claim',

  of: (partner: string) => `Claim of ${partner}`,
  changed: 'The claim changed meanwhile',
  overtaken: 'Somebody else decided this claim',
  cancel: 'Cancel',

  facts: 'About',
  id: 'Claim',
  order: 'Order',
  product: 'Product',
  reference: 'Partner’s reference',
  filed: 'Filed',
  filedBy: 'Filed by',
  origins: {
    partner: 'partner',
    staff: 'staff',
    recall: 'recall of a lot',
  } satisfies Record<ClaimOrigin, string>,
  delivered: 'Delivered',
  recall: 'Recalled lot',
  description: 'Report',
  serviceLevel: 'Service level',
  firstAnswer: 'First response',
  decision: 'Decision',
  promised: 'promised',
  done: 'done',
  pausedUntil: 'The deadline is paused until the partner answers.',

  evidence: 'Evidence',
  evidenceLead:
    'What helps most to decide a claim with this reason. Each time somebody opens a file, the audit log records it.',
  given: 'Provided',
  missing: 'Missing',
  otherFiles: 'Other files',
  fromUs: 'from us',
  addEvidence: 'Add a file',

  history: 'Codes and their origin',
  code: 'Code',
  origin: 'Origin',
  noSupplier: 'no supplier named',
  cost: 'Cost',
  price: 'Paid',
  outcome: 'Outcome',
  recalled: 'recalled',
  until: 'Claimable until',
  replacedBy: 'Replaced by',
  neverRead: 'Never read: replacing or refunding it withdraws it',
  withdrawn: {
    waiting: 'Withdrawn unread; to be decided on the page of its lot',
    restocked: 'Withdrawn unread, for sale again',
    written_off: 'Withdrawn unread, written off',
  },
  recovery: {
    due: 'supplier claim to submit',
    asked: 'supplier claim submitted',
    recovered: 'supplier paid',
    written_off: 'supplier claim written off',
    void: 'supplier owes nothing',
  } as Readonly<Record<string, string>>,

  reveals: 'Who read the codes',
  revealsLead: 'Every time that codes of this order were read, newest first.',
  revealsNone: 'Nobody has read the codes of this order.',
  at: 'Time',
  reader: 'Reader',
  address: 'Address',
  request: 'Request',

  othersOfLots: 'Other claims on the same lots',
  othersOfPartner: 'Other claims of this business',
  othersNone: 'There are none.',

  messages: 'Messages',
  us: 'Support',
  noMessages: 'No messages yet',
  write: 'Message to the partner',
  send: 'Send',
  ask: 'Request information',
  askText: 'Question for the partner',
  asked: 'The partner was notified, and the deadline is paused.',
  askedBefore: 'The partner was asked already.',
  start: 'Start the review',
  started: 'The review was started already.',
};

/** The texts about deciding a claim. */
export const decideWords = {
  decide: 'Decide',
  lead: 'Decide each code separately. Money, stock, claim and events change in one transaction.',
  resolutions: {
    replaced: 'Replace',
    refunded: 'Refund',
    rejected: 'Reject',
  } satisfies Record<ClaimResolution, string>,
  forAll: 'All codes',
  each: (code: string) => `Code ${code}`,
  showEach: (codes: number) => `Show each of the ${groupDigits(codes)} codes`,
  rejectReason: 'Reason (the partner reads this)',
  needsReason: 'Enter the reason why codes are rejected.',
  orRefund: 'Refund codes that cannot be replaced',
  preview: 'What will happen',
  choose: 'Choose an outcome for every code first.',
  willReplace: (codes: number, elsewhere: number) =>
    `${groupDigits(codes)} replaced; other lots have ${groupDigits(elsewhere)} in stock.`,
  fromSameLot: (codes: number) =>
    `${groupDigits(codes)} of them come from the same lot, because other lots have too few.`,
  tooFew: (available: number) =>
    `Only ${groupDigits(available)} are for sale: this is refused unless codes that cannot be replaced are refunded.`,
  tooFewRefunded: (available: number) =>
    `Only ${groupDigits(available)} are for sale: all of these are refunded instead.`,
  fromTestStock: (codes: number) => `${groupDigits(codes)} replaced from test stock.`,
  willRefund: (codes: number) => `${groupDigits(codes)} refunded at the price paid:`,
  willWithdraw: (codes: number) =>
    codes === 1
      ? '1 was never read: it is withdrawn, and never shown.'
      : `${groupDigits(codes)} were never read: they are withdrawn, and never shown.`,
  willReject: (codes: number) => `${groupDigits(codes)} rejected, with the reason.`,
  total: 'Total amount:',
  sum: 'Total amount',
  needsTwo: (max: string, currency: string) =>
    `This is above ${moneyText(max, currency)}: you only propose it, and a second person has to approve it.`,
  needsTwoLeft: (left: string, max: string, currency: string) =>
    `You have ${groupDigits(left)} left of the ${moneyText(max, currency)} that one person may approve here: you only propose it, and a second person has to approve it.`,
  needsTwoOwn:
    'You opened this claim: you only propose the decision, and a second person has to approve it.',
  alone: 'You may decide this alone.',
  propose: 'Propose',
  confirmDecision: 'Decide now',
  confirmProposal: 'Propose now',
  decided: 'Decided; the partner was notified.',
  proposed: 'Proposed; a second person has to approve it.',
  replaces: (name: string) => `This replaces what ${name} proposed.`,
  proposal: 'Waits for a second person',
  proposedBy: 'Proposed by',
  proposedAt: 'Proposed',
  approve: 'Approve the proposal',
  approveSays: 'The decision takes effect now, by both of you. You cannot undo it.',
  ownProposal: 'You proposed this; somebody else has to approve it.',
  decision: 'Decision',
  decisions: 'Decisions',
  states: {
    proposed: 'Proposed',
    dropped: 'Proposed, then withdrawn',
    taken: 'Decided',
  },
  takenWith: (first: string, second: string) => `${first}, then ${second}`,
  counts: (replaced: number, refunded: number, rejected: number) =>
    [
      replaced > 0 ? `${groupDigits(replaced)} replaced` : '',
      refunded > 0 ? `${groupDigits(refunded)} refunded` : '',
      rejected > 0 ? `${groupDigits(rejected)} rejected` : '',
    ]
      .filter((each) => each !== '')
      .join(', '),
};

/** The texts of decisions on all codes of claims. */
export const manyWords = {
  approve: 'Approve all codes',
  reject: 'Reject all codes',
  way: 'Replace or refund',
  resolutions: { replaced: 'Replace, or refund if there are too few', refunded: 'Refund' },
  approveSays: ({ claims, codes, sums }: Effect) =>
    `${some(claims, 'claim')} with ${some(codes, 'code')}, worth ${sums}. What is above your limit, or opened by you, is only proposed. You cannot undo it.`,
  approveCount: (claims: number) => `Approve ${some(claims, 'claim')}`,
  rejectSays: ({ claims, codes, sums }: Effect) =>
    `${some(claims, 'claim')} with ${some(codes, 'code')}, worth ${sums}, are rejected. Each partner reads your reason.`,
  rejectCount: (claims: number) => `Reject ${some(claims, 'claim')}`,
  proposed: 'A decision is proposed; open it to approve or replace that.',
  over: 'It is decided or withdrawn.',
};

interface Effect {
  readonly claims: number;
  readonly codes: number;
  readonly sums: string;
}

/** The texts of the form for a new claim. */
export const newWords = {
  lead: 'For claims that arrive by telephone or e-mail. The partner sees it like its own claims.',
  partner: 'Business',
  order: 'Order id',
  codes: 'Codes',
  codesHint: 'Ids of codes (cod_…) or the codes themselves, one per line.',
  reason: 'Reason',
  description: 'What happened',
  late: 'Late, our fault',
  lateHint: 'Allows a claim after the window of seven days. The audit records that.',
  submit: 'Open the claim',
};

/** The texts of the page of figures. */
export const figureWords = {
  lead: 'Which suppliers send bad codes, who claims them, and how long we take.',
  period: 'Period',
  days: { 7: '7 days', 30: '30 days', 90: '90 days', 365: 'A year' } as Readonly<
    Record<string, string>
  >,
  times: 'Response times',
  timesLead: 'Claims filed in the period, without those of a recall.',
  priority: 'Priority',
  claims: 'Claims',
  decided: 'Decided',
  inTime: 'In time',
  answer: 'Median first response',
  median: 'Median decision',
  most: '90\u00a0% decided within',
  suppliers: 'Suppliers',
  lots: 'Lots',
  allTime: 'Since the beginning.',
  worst: (count: number) => `Since the beginning; the ${groupDigits(count)} worst.`,
  partners: 'Businesses',
  regions: 'Regions',
  inPeriod: 'In the period.',
  name: 'Name',
  noSupplier: 'no supplier named',
  sold: 'Sold',
  claimed: 'Claimed',
  approved: 'Approved',
  rate: 'Rate',
  rateUnknown: 'none sold',
  none: 'Nothing yet',
};

/** The texts of the page of limits and service levels. */
export const termWords = {
  lead: 'What one person may decide alone, how soon we promise partners an answer, and how long they can return codes.',
  returns: 'Returns',
  stock: 'Stock',
  stockLead:
    'What one person may do alone within a day. Lower numbers apply at once; higher ones wait for a second admin.',
  releaseCodes: 'Codes imported and put up for sale alone',
  releaseHint:
    'A lot beyond this number is held until somebody else releases it. Leave it empty for any number.',
  anyNumber: 'any number',
  discardCodes: 'Unsold codes discarded alone',
  discardHint: 'More than these wait for a second admin.',
  returnsLead:
    'For how long after its delivery partners can return a code that nobody has read. It applies to every return from now on. 0: they cannot return codes.',
  returnHours: 'Hours',
  returnWindow: 'Codes can be returned for',
  noReturns: 'not at all',
  hoursOf: (hours: number) => `${groupDigits(hours)} h`,
  limits: 'Four-eyes approval',
  limitsLead:
    'A decision above this amount needs two people. Earlier approvals for the same order count as well, and so do recent ones for the same business or by the same person, and everything in a bulk decision.',
  currency: 'Currency',
  max: 'One person, at most',
  maxShort: 'Alone, up to',
  byDefault: 'default',
  reason: 'Reason, for colleagues and the audit',
  change: 'Change',
  changeOf: (name: string) => `Change ${name}`,
  changed: 'Changed; the audit has an entry.',
  levels: 'Service levels',
  levelsLead:
    'For claims filed from now on. A tier without its own service level has the one of the priority.',
  tier: 'Tier',
  answer: 'First response within',
  decision: 'Decision within',
  answerShort: 'Response',
  decisionShort: 'Decision',
  priorities: { high: 'Default, high priority', normal: 'Default, normal priority' },
};

/** The texts of the page that finds a code. */
export const findWords = {
  open: 'Find a code',
  lead: 'Where a code came from, and who has it. The audit log records the id of what you find.',
  code: 'Code, or its id',
  hint: 'We store nothing of what you enter, and nobody counts as having read the code.',
  find: 'Find',
  none: 'Enter a code to find its lot and its buyer',
  origin: 'Where it came from',
  product: 'Product',
  lot: 'Lot',
  recalled: 'Lot recalled',
  id: 'Code id',
  buyer: 'Who has it',
  unsold: 'No delivered order has it.',
  order: 'Order',
  mode: 'Mode',
  status: 'State',
  statuses: {
    delivered: 'Delivered',
    replaced: 'Replaced',
    refunded: 'Refunded',
    returned: 'Returned',
  },
  delivered: 'Delivered',
  read: 'First read',
  named: 'The buyer named it by its text',
  unread: 'Nobody has read it',
  claim: 'Latest claim',
};
