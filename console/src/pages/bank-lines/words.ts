import type { BankLine, MatchCandidate } from '@psnb2b/contract';
import type { BankLineState, BankLineTab, DepositStatus, MatchFact } from '@psnb2b/contract/states';
import { depositStatuses, groupDigits, type Tone } from '@psnb2b/ui';

const lines = (count: number) => (count === 1 ? '1 line' : `${groupDigits(count)} lines`);

export const words = {
  lead: 'Payments on your bank accounts. Each line is credited once, whatever files it is in.',
  list: 'Bank lines',
  views: 'Views of bank lines',
  tabs: {
    open: 'To match',
    ready: 'Ready',
    look: 'To look at',
    not_ours: 'Not ours',
    done: 'Done',
  } satisfies Record<BankLineTab, string>,
  all: 'All',
  search: 'Payer, text or reference',
  account: 'Bank account',
  from: 'From',
  to: 'To',
  payer: 'Payer',
  amount: 'Amount',
  guess: 'Partner',
  day: 'Booked',
  nobody: 'nobody named',
  states: {
    open: 'Open',
    matched: 'Matched',
    not_ours: 'Not ours',
    outgoing: 'Outgoing',
  } satisfies Record<BankLineState, string>,
  likely: (name: string) => `most likely ${name}`,
  nothing: 'nothing certain',
  none: {
    open: 'No line is to be matched',
    ready: 'No line is ready',
    look: 'No line waits for a look',
    not_ours: 'No line was marked as not ours',
    done: 'No line is matched yet',
    all: 'No bank line is here yet',
  },
  noneHint: 'Import a statement of your bank: its lines appear here.',
  statements: 'Bank statements',
  keys: 'Keys: j k move · 1–5 choose a candidate · Enter confirms · p another partner · s split · x not ours · u take back',
  choose: 'Choose a line to see whose payment it may be.',
  line: 'The line',
  text: 'Text',
  reference: 'Reference',
  outsideId: 'Payment',
  payerAccount: 'Their account',
  value: 'Value date',
  left: 'Not matched yet',
  reason: 'Reason',
  by: 'Decided by',
  candidates: 'Whose payment is it?',
  noCandidates:
    'Nothing in this line points to a partner. Choose one, or mark the line as not ours.',
  certain: 'Ready',
  credit: (amount: string, name: string) => `Credit ${amount} to ${name}`,
  link: (name: string) => `Match to the deposit of ${name}`,
  creditSays: (name: string) =>
    `A deposit is recorded under the name of this payment and credited to ${name} at once; it pays their pending invoice orders. What is more than you may both state and credit waits for a colleague.`,
  linkSays: (reference: string) =>
    `The deposit “${reference}”, which was recorded before, accounts for this line. Nothing is credited twice.`,
  credited: 'Credited',
  creditedIn: (currency: string) => `To credit, in ${currency}`,
  waits: 'Recorded. A colleague must credit it.',
  matched: 'The line is matched and credited.',
  other: 'Another partner',
  partner: 'Partner',
  split: 'Split',
  splitTitle: 'Split the line over several partners',
  splitSays: (left: string) => `The parts must add up to ${left}.`,
  part: (number: number) => `Part ${groupDigits(number)}`,
  addPart: 'Add a part',
  removePart: (number: number) => `Remove part ${groupDigits(number)}`,
  over: (amount: string) => `${amount} still to give to a partner`,
  fits: 'The parts add up.',
  match: 'Match',
  dismiss: 'Not ours',
  dismissSays:
    'The line is no payment of a partner: interest, a transfer between your accounts. It can be restored.',
  dismissed: 'The line is marked as not ours.',
  restore: 'Restore',
  restoreSays: 'The line is open again.',
  restored: 'The line is open again.',
  unmatch: 'Take back',
  unmatchSays:
    'Deposits that were recorded from this line are reversed, even if the money is spent, or rejected if they are not credited yet. Their partners get your reason by e-mail. A deposit that was there before stays. The line is open again. More than you may take back alone waits for a second admin.',
  unmatched: 'The match is taken back, and the line is open again.',
  why: 'Reason',
  whyPartner: 'Reason, as the partner reads it',
  deposits: 'Deposits',
  creditWaiting: 'Credit',
  creditWaitingSays: 'A colleague matched it. You are the second person: it is credited at once.',
  statuses: depositStatuses satisfies Record<DepositStatus, string>,
  accept: (count: number) => `Credit ${groupDigits(count)} ready ${count === 1 ? 'line' : 'lines'}`,
  acceptTitle: 'Credit the lines that are ready',
  acceptSays: (count: number, sums: string) =>
    `Of ${lines(count)}, reference, currency and partner agree, and no deposit looks like the same payment: ${sums}. Each is credited on its own, so one that is refused stops no other.`,
  returned: 'Returned',
  returnedBy: 'Returned by the bank',
  returnedOn: (day: string) => `It seems to be, on ${day}: see the outgoing line`,
  denyReturn: 'Not returned',
  denyReturnSays:
    'The outgoing line is something else, such as another payment of the same amount. It is no longer taken for a return of this line.',
  notReturned: 'The outgoing line is no longer taken for a return.',
  returnedNote: (count: number) =>
    `The bank seems to have returned ${count === 1 ? 'a payment that is' : `${groupDigits(count)} payments that are`} credited. Take back each match if that is so, or say that it was not returned:`,
  gaps: (count: number) =>
    `${count === 1 ? 'One statement does' : `${groupDigits(count)} statements do`} not follow the one before: days may be missing. What is credited stays right.`,
  results: 'Results',
  outcomes: { credited: 'Credited', waiting: 'Waits for a colleague', refused: 'Refused' },
  progress: (done: number, all: number) => `${groupDigits(done)} of ${lines(all)} done`,
  stop: 'Stop after these',
  done: (credited: number, waiting: number, refused: number, unsent: number) =>
    [
      `${lines(credited)} credited`,
      ...(waiting > 0 ? [`${lines(waiting)} wait for a colleague`] : []),
      ...(refused > 0 ? [`${lines(refused)} refused`] : []),
      ...(unsent > 0 ? [`${lines(unsent)} not sent`] : []),
    ].join(', '),
  close: 'Close',
  cancel: 'Cancel',
};

/** A fact as words: what agrees, and what does not. */
export function factText({ fact, agrees, detail }: MatchCandidate['facts'][number]): string {
  const texts: Readonly<Record<MatchFact, readonly [yes: string, no: string]>> = {
    deposit: [
      `recorded before as “${detail}”`,
      `a deposit of this amount was recorded as “${detail}”`,
    ],
    reference: [`reference ${detail ?? ''}`, `reference is not quite ${detail ?? 'theirs'}`],
    account: [
      `paid from this account ${detail === '1' ? 'once' : `${detail} times`} before`,
      'account is new',
    ],
    name: ['name is similar', 'name differs'],
    amount: ['amount is usual', 'amount is new'],
    currency: [`balance in ${detail}`, `balance in ${detail}, another currency`],
    active: ['active', 'not active'],
    decided: ['nobody decided on it before', 'somebody decided on it before'],
    twin: [
      'no other line of this day and amount',
      'another line of this day and amount is of the same partner',
    ],
    returned: ['not returned', `the bank seems to have returned it on ${detail}`],
    compared: [
      'compared with all deposits',
      'too many deposits without a bank line to compare it with',
    ],
  };
  const [yes, no] = texts[fact];
  return agrees ? yes : no;
}

export const stateTones: Readonly<Record<BankLine['state'], Tone>> = {
  open: 'wait',
  matched: 'good',
  not_ours: 'neutral',
  outgoing: 'neutral',
};
