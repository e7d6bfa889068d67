import type { SetUp, SetUpStepName } from '@psnb2b/contract';
import { groupDigits, utcText } from '@psnb2b/ui';

const members: Readonly<Record<SetUp['company_missing'][number], string>> = {
  name: 'name',
  legal_name: 'registered name',
  address: 'address',
  support_email: 'support address',
};

const count = (number: number, one: string, many = `${one}s`) =>
  number === 1 ? `1 ${one}` : `${groupDigits(number)} ${many}`;
const isOrAre = (number: number) => (number === 1 ? 'is' : 'are');

/** What the data says about each step, in one sentence. */
const says: Readonly<Record<SetUpStepName, (state: SetUp) => string>> = {
  company: ({ company_missing: missing }) =>
    missing.length === 0
      ? 'Partners and documents show who runs this shop.'
      : `The company page lacks: ${missing.map((each) => members[each]).join(', ')}.`,
  second_person: ({ people_with_factor: people, admins }) =>
    people >= 2
      ? admins >= 2
        ? `${count(people, 'person', 'people')} can sign in, ${groupDigits(admins)} of them as admins.`
        : `${count(people, 'person', 'people')} can sign in. You have one admin: changes that need a second admin wait for a day.`
      : 'Payments, large lots and deposit methods need a second person. Invite one; they set up a second factor when they join.',
  email: ({ is_smtp_set, last_test: test, steps }) => {
    if (!is_smtp_set) {
      return 'No mail server is set, so invitations and confirmations do not leave this server. Set SMTP_URL and restart it.';
    }
    if (steps.some(({ step, is_done }) => step === 'email' && is_done)) {
      return 'A test e-mail arrived.';
    }
    return test
      ? 'The test e-mail is on its way. Open its link in this browser; look among the spam, too.'
      : 'Send yourself a test e-mail, and open its link in this browser.';
  },
  payment_method: ({ methods_open: open, methods_waiting: waiting }) => {
    if (open > 0) return `Partners see ${count(open, 'way to pay', 'ways to pay')}.`;
    return waiting > 0
      ? `${count(waiting, 'method')} ${waiting === 1 ? 'waits' : 'wait'} for a second person to confirm where the money goes.`
      : 'Add the bank account or the digital asset to which partners pay.';
  },
  prices: ({ products, products_priced: priced }) =>
    priced > 0
      ? `${groupDigits(priced)} of ${count(products, 'product')} have a price. Products without one are not shown.`
      : `No price is set, so your public page shows nothing for sale. ${count(products, 'product')} ${isOrAre(products)} in the catalogue. Until a business is approved, one person may set first prices; afterwards they need a second admin.`,
  tiers: ({ tiers }) =>
    tiers > 0
      ? `${count(tiers, 'tier')} of discounts by volume.`
      : 'Without tiers every partner pays the list price, whatever their volume.',
  stock: ({ products_in_stock: products, lots_held: held }) => {
    if (products > 0) return `${count(products, 'priced product')} ${isOrAre(products)} in stock.`;
    return held > 0
      ? `${count(held, 'lot')} ${held === 1 ? 'waits' : 'wait'} for a person before ${held === 1 ? 'it is' : 'they are'} for sale.`
      : 'Import a file of codes whose products have a price.';
  },
  backup: ({ backup, archived_at: archived, backed_up_at: made }) => {
    if (made) {
      return `The newest backup is of ${utcText(made)}. The key file is not in it, and needs a copy elsewhere.`;
    }
    if (archived) return 'PostgreSQL archives its write-ahead log. The key file needs a copy, too.';
    return backup
      ? `At ${backup.place}; last restored as a trial on ${backup.restored_on}. A trial counts for 90 days.`
      : 'Nothing makes backups yet. On the server, psnb2b-server backup schedule lets the worker make them. Copy the key file to another place: without it nobody can open a code.';
  },
  partner: ({ partners_approved: approved, reviews_waiting: waiting }) => {
    if (approved > 0) return `${count(approved, 'business', 'businesses')} may buy.`;
    return waiting > 0
      ? `${count(waiting, 'business', 'businesses')} ${waiting === 1 ? 'waits' : 'wait'} for your review.`
      : 'Businesses register themselves in the portal; you review and approve them.';
  },
};

export const words = {
  lead: 'Every answer is read from your data. Nothing here is ticked by hand, except what only you can know.',
  progress: (done: number, all: number) => `${groupDigits(done)} of ${groupDigits(all)} steps done`,
  titles: {
    company: 'Company and brand',
    second_person: 'A second person',
    email: 'E-mail',
    payment_method: 'A way to pay',
    prices: 'Prices',
    tiers: 'Tiers',
    stock: 'First codes',
    backup: 'Backups',
    partner: 'First partner',
  } satisfies Readonly<Record<SetUpStepName, string>>,
  acts: {
    company: 'Open the company page',
    second_person: 'Invite somebody',
    email: 'Send a test e-mail',
    payment_method: 'Add a way to pay',
    prices: 'Set prices',
    tiers: 'Set tiers',
    stock: 'Import codes',
    backup: 'State your backups',
    partner: 'Open the reviews',
  } satisfies Readonly<Record<SetUpStepName, string>>,
  confirmMethod: 'See what waits',
  says,
  marks: { done: 'Done', blocks: 'Blocks selling', recommended: 'Recommended' },
  others: (people: readonly { readonly name: string }[]) =>
    people.length === 0
      ? 'Nobody of the staff has the role for this yet.'
      : `${people.map(({ name }) => name).join(', ')} can do this.`,
  sent: 'The test e-mail was sent.',
  sendAgain: 'Send another one',
  arrived: (seconds: number) =>
    `Your test e-mail arrived ${count(seconds, 'second')} after it was sent.`,
  backupLead:
    'Nobody but you can know this. The day of the last trial counts: a backup that was never restored is a hope.',
  place: 'Where the backups are',
  restoredOn: 'Last restored as a trial on',
  backupDone: 'The backups were stated.',
  stranger: 'What a stranger sees now',
  strangerLead: (state: SetUp) => {
    const lacks = [
      ...(state.products_priced === 0 ? ['a price'] : []),
      ...(state.products_in_stock === 0 ? ['stock'] : []),
      ...(state.methods_open === 0 ? ['a way to pay'] : []),
      ...(state.company_missing.length > 0 ? ['your company’s name and address'] : []),
      ...(state.partners_approved === 0 ? ['an approved partner'] : []),
    ];
    return lacks.length === 0
      ? 'Nothing is missing: a partner can order.'
      : `Missing before anyone can buy: ${lacks.join(', ')}.`;
  },
  forSale: 'Products on the public page',
  inStock: 'Of these, in stock',
  waysToPay: 'Ways to pay',
  texts: 'Legal texts that are still ours',
  publicPage: 'Open the public page',
  signUpPage: 'Open the sign-up page',
  dismiss: 'Hide this guide on Today',
  dismissed: 'The guide is hidden. You find it again with / and “Set-up”.',
  recall: 'Show this guide on Today',
  recalled: 'Today shows the guide again.',
  ready: 'This shop is ready to sell.',
  remaining: (steps: readonly string[]) => `Still recommended: ${steps.join(', ')}.`,
  open: 'Open the set-up',
};
