import { type Static, Type } from 'typebox';
import { LinkToken } from '../account/schemas.ts';
import { personal } from '../kit/personal.ts';
import { nullable, time } from '../kit/primitives.ts';
import { staffRoles } from '../kit/roles.ts';
import { line, oneOf, request } from '../kit/shapes.ts';
import { setUpSteps } from './steps.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });

const SetUpPerson = Type.Object(
  {
    name: personal('contact', Type.String({ description: 'Name.' })),
    role: oneOf(staffRoles, 'Role.'),
  },
  { title: 'SetUpPerson', description: 'A member of staff who may do a step.' },
);

export const SetUpStep = Type.Object(
  {
    step: oneOf(setUpSteps, 'Its name.'),
    is_done: Type.Boolean({ description: 'Whether the data says that it is done.' }),
    blocks_selling: Type.Boolean({ description: 'Whether nobody can buy before it is done.' }),
    people: Type.Array(SetUpPerson, {
      description: 'Who of the staff may do it, besides the caller; at most five.',
    }),
  },
  { title: 'SetUpStep', description: 'One step of setting a shop up.' },
);
export type SetUpStep = Static<typeof SetUpStep>;

export const EmailTest = Type.Object(
  {
    sent_at: time('When it was sent.'),
    arrived_at: nullable(time('When its link was opened.')),
  },
  { title: 'EmailTest', description: 'A test e-mail.' },
);

export const BackupStatement = Type.Object(
  {
    place: Type.String({ description: 'Where the backups are.' }),
    restored_on: Type.String({ description: 'The day on which one was last restored as a trial.' }),
    stated_at: time('When it was stated.'),
    stated_by: Type.String({ description: 'Who stated it.' }),
  },
  { title: 'BackupStatement', description: 'What an admin stated about the backups.' },
);

export const SetUp = Type.Object(
  {
    object: Type.Literal('set_up'),
    steps: Type.Array(SetUpStep, { description: 'Every step, in order.' }),
    can_sell: Type.Boolean({ description: 'Whether every step that blocks selling is done.' }),
    has_sold: Type.Boolean({ description: 'Whether a partner has ordered with a live key.' }),
    dismissed_at: nullable(time('When an admin hid the guide on the first page.')),
    company_missing: Type.Array(
      oneOf(['name', 'legal_name', 'address', 'support_email'], 'Name of a member.'),
      {
        description: 'What the company page lacks.',
      },
    ),
    people_with_factor: count('Members of staff who can sign in with a second factor.'),
    admins: count('Admins among them.'),
    is_smtp_set: Type.Boolean({
      description: 'Whether a mail server is set; otherwise e-mails are kept in the outbox.',
    }),
    last_test: nullable(EmailTest),
    methods_open: count('Deposit methods that partners see.'),
    methods_waiting: count('Deposit methods that wait for a second person.'),
    products: count('Products for sale, with or without a price.'),
    products_priced: count('Products with a list price.'),
    products_in_stock: count('Products with a list price and codes for sale.'),
    lots_held: count('Lots that wait for a person before they are for sale.'),
    tiers: count('Tiers of discounts, of all currencies.'),
    partners_approved: count('Approved businesses that are not suspended.'),
    reviews_waiting: count('Reviews of businesses that wait for a decision.'),
    backup: nullable(BackupStatement),
    archived_at: nullable(
      time('When PostgreSQL last archived its write-ahead log; null if it archives none.'),
    ),
    backed_up_at: nullable(
      time('When the newest backup began that the software made; null if it made none.'),
    ),
    texts_default: count('Legal texts that are still those of the software.'),
  },
  { title: 'SetUp', description: 'How far a shop is set up, as its data says.' },
);
export type SetUp = Static<typeof SetUp>;

export const EmailTestArrived = request('EmailTestArrived', 'The link that was sent.', {
  token: LinkToken,
});

export const SetUpDismissal = request('SetUpDismissal', 'Whether the first page hides the guide.', {
  is_dismissed: Type.Boolean({ description: 'True hides it; false shows it again.' }),
});

export const BackupStated = request('BackupStated', 'What you know about the backups.', {
  place: line(200, 'Where the backups of the database and of the key file are.'),
  restored_on: Type.String({
    format: 'date',
    description: 'The day on which one was last restored as a trial; today or earlier.',
  }),
});
