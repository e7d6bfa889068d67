import type { Claim } from '@psnb2b/contract';
import type { ClaimOrigin, ClaimReason } from '@psnb2b/contract/states';
import { claimWords, groupDigits, readBrand } from '@psnb2b/ui';

/** The texts of the claim pages; states, reasons and outcomes have the same names in the console. */
export const words = {
  title: 'Claims',
  order: 'Order',
  amount: 'Price paid',
  create: 'File a claim',
  recalls: 'Recalls',
  views: 'Views of the claims',
  all: 'All',
  search: 'Your order number, or an id',
  claim: 'Claim',
  status: 'State',
  statuses: claimWords.statuses,
  reason: 'Reason',
  reasons: claimWords.reasons,
  origins: {
    partner: 'Filed by you',
    staff: 'Opened by us, for you',
    recall: 'Opened by us: its lot was recalled',
  } satisfies Record<ClaimOrigin, string>,
  heading: ({ reason, origin, codes }: Pick<Claim, 'reason' | 'origin' | 'codes'>) =>
    `${origin === 'recall' ? 'Recalled' : claimWords.reasons[reason]} · ${codes.length === 1 ? '1 code' : `${codes.length} codes`}`,
  next: 'Next step',
  answer: 'Your answer; our deadline is paused',
  evidenceHelps: (wanted: number) =>
    wanted === 1
      ? '1 piece of evidence would help'
      : `${groupDigits(wanted)} pieces of evidence would help`,
  filed: 'Filed',
  priority: 'Priority',
  priorities: claimWords.priorities,
  decided: 'Decided',
  withdrawn: 'Withdrawn',
  decisionBy: 'Decision by',
  none: 'No claims yet',
  noneHint: 'When a code does not work, claim it here within 168 hours of its delivery.',
};

/** The texts of the form for a new claim. */
export const fileWords = {
  order: 'Order',
  orderHint: 'Your own order number or our id; or choose one of your latest orders.',
  noOrder: 'No delivered order has this number or id. Enter it in full.',
  delivered: 'Delivered',
  product: 'Product',
  reference: 'Your reference',
  quantity: 'Codes',
  which: 'Codes that did not work',
  how: 'How to name the codes',
  ways: { list: 'Choose from the order', paste: 'Paste' },
  paste: 'Ids, or the codes themselves, one per line',
  pasteHint: 'Ids are better: they are not secret. We store only the id of what you paste.',
  findFirst: 'Enter the order above, and its codes appear here.',
  chooseAll: 'Choose all that can be claimed',
  chosen: (count: number) => (count === 1 ? '1 code chosen' : `${groupDigits(count)} codes chosen`),
  number: 'No.',
  code: 'Code',
  state: 'Can it be claimed?',
  states: {
    claimable: 'Yes',
    claimed: 'Claimed already',
    closed: 'Window closed',
    returned: 'Returned',
  },
  until: 'Until',
  noneChosen: 'Name at least one code.',
  orderMissing: 'Enter your order number or the id of the order.',
  reasonMissing: 'Choose a reason.',
  why: 'What is wrong with them?',
  reasonHints: {
    invalid: 'The store does not recognise the code, or says that it was never activated.',
    wrong_region: 'Region or denomination is not what you ordered.',
    failed: 'Characters are missing or unreadable, or the code never reached you.',
    already_redeemed: 'Somebody used it before you. We decide such claims individually.',
  } satisfies Record<ClaimReason, string>,
  evidence: 'What helps us to decide soonest',
  evidenceHint: 'Write it below, or upload it on the page that opens next.',
  never: 'Never include a player’s password, account name or e-mail: our staff never ask for one.',
  description: 'What happened',
  descriptionHint: 'If you write a code here, we replace it by its id before we store the text.',
  line: (number: number) => `Line ${groupDigits(number)}`,
  leaveOut: (count: number) =>
    count === 1 ? 'Leave it out' : `Leave these ${groupDigits(count)} out`,
  submit: 'File the claim',
};

/** The texts of a claim's page. */
export const claimPageWords = {
  codes: 'Codes',
  ofOrder: 'Of order',
  ofOrderHint: 'A replacement is read there, below the code that it replaces.',
  messages: 'Messages',
  us: () => readBrand().name,
  you: 'Your team',
  gave: (detail: string | null) => (detail ? `Evidence: ${detail}` : 'A file.'),
  message: 'Your message',
  answer: 'Your answer',
  answerHint: 'If you write a code here, we replace it by its id before we store the text.',
  send: 'Send',
  asked: 'We need something from you',
  askedLead:
    'We wait for your answer, and our deadline is paused. When you send a message or a file, we continue the review.',
  evidence: 'Evidence',
  evidenceLead:
    'At most 10 files. We store them encrypted; only your team and our reviewers can open them.',
  given: 'Provided',
  missing: 'Would help',
  what: 'What the file shows',
  other: 'Something else',
  upload: 'Add evidence',
  uploaded: 'The file was added to the claim.',
  download: (name: string) => `Download ${name}`,
  withdraw: 'Withdraw the claim',
  withdrawSays:
    'We stop reviewing it. You can claim its codes again as long as their claim window is open.',
  facts: 'About',
  id: 'Claim',
  order: 'Order',
  origin: 'Origin',
  refunded: 'Refunded',
  serviceLevel: 'Service level',
  answerBy: 'First response by',
  answered: 'First response',
  paused: 'Paused while we wait for you; we add that time to the deadline.',
  late: 'We have missed the deadline, and are sorry; our reviewers are on it.',
  timeline: 'Timeline',
  waits: 'We asked for information',
  reviewing: 'First response from us',
  gaveFile: (name: string) => `Evidence added: ${name}`,
};
