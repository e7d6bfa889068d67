import { type Static, Type } from 'typebox';
import { UploadedFile } from '../files/schemas.ts';
import { noteLengthMax } from '../kit/limits.ts';
import { personal } from '../kit/personal.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import { countedListOf, emailInput, line, listQuery, oneOf, request, text } from '../kit/shapes.ts';
import { kycDocumentKinds, kycItemNames, kycItemStates, kycStatuses } from './states.ts';

const country = (description: string) => Type.String({ pattern: '^[A-Z]{2}$', description });
const OWNERS_MAX = 20;

export const Address = Type.Object(
  {
    line1: line(200, 'Street and number.'),
    line2: nullable(Type.String({ maxLength: 200, description: 'Second line.' })),
    city: line(100, 'City.'),
    state: nullable(Type.String({ maxLength: 100, description: 'State or province.' })),
    postal_code: nullable(Type.String({ maxLength: 20, description: 'Postal code.' })),
    country: country('ISO 3166-1 alpha-2.'),
  },
  { additionalProperties: false, title: 'Address', description: 'A postal address.' },
);
export type Address = Static<typeof Address>;

export const BusinessOwner = Type.Object(
  {
    name: line(200, 'Full name.'),
    country: country('Country of residence, ISO 3166-1 alpha-2.'),
    share_percent: Type.Number({ minimum: 0, maximum: 100, description: 'Share held.' }),
    born_on: nullable(Type.String({ format: 'date', description: 'Date of birth.' })),
  },
  { additionalProperties: false, title: 'BusinessOwner', description: 'Who owns 25 % or more.' },
);
export type BusinessOwner = Static<typeof BusinessOwner>;

const representativeMembers = {
  name: line(200, 'Full name.'),
  position: line(100, 'Position in the business.'),
  phone: nullable(Type.String({ maxLength: 40, description: 'Telephone number.' })),
};
const Representative = Type.Object(
  { ...representativeMembers, email: Type.String({ description: 'E-mail.' }) },
  { title: 'Representative', description: 'Who signs for the business.' },
);
const RepresentativeInput = request('RepresentativeInput', 'Who signs for the business.', {
  ...representativeMembers,
  email: emailInput('E-mail.'),
});

const profileMembers = {
  legal_name: nullable(line(200, 'Registered name.')),
  trading_name: nullable(Type.String({ maxLength: 200, description: 'Name it trades under.' })),
  registration_number: nullable(
    Type.String({ maxLength: 60, description: 'Registration number.' }),
  ),
  tax_id: personal(
    'identity',
    nullable(Type.String({ maxLength: 60, description: 'Tax or VAT number.' })),
  ),
  website: nullable(Type.String({ maxLength: 300, description: 'Address of its site.' })),
  address: Type.Union([Address, Type.Null()], { description: 'Registered address.' }),
  sells_to: nullable(
    Type.String({ maxLength: noteLengthMax, description: 'To whom it sells, and how.' }),
  ),
  monthly_volume: nullable(
    Type.String({ maxLength: 60, description: 'Expected volume a month, in its own words.' }),
  ),
  owners: personal(
    'identity',
    Type.Array(BusinessOwner, { maxItems: OWNERS_MAX, description: 'Its owners.' }),
  ),
};
const signer = { description: 'Who signs for it.' };

/** The personal data in a profile. */
export const personalMembers = ['tax_id', 'owners', 'representative'] as const;

/** The whole profile: it replaces the previous one; unknown values are null. */
export const BusinessProfileInput = request(
  'BusinessProfileInput',
  'The whole profile; unknown values are null.',
  {
    ...profileMembers,
    representative: personal('identity', Type.Union([RepresentativeInput, Type.Null()], signer)),
  },
);
export type BusinessProfileInput = Static<typeof BusinessProfileInput>;
export const BusinessProfile = Type.Object(
  {
    object: Type.Literal('business_profile'),
    ...profileMembers,
    representative: personal('identity', Type.Union([Representative, Type.Null()], signer)),
    withheld: Type.Array(oneOf(personalMembers, 'A member.'), {
      description: 'Members with personal data that your role may not see: null or empty here.',
    }),
    updated_at: nullable(time('Last change.')),
  },
  { title: 'BusinessProfile', description: 'What a business states about itself.' },
);
export type BusinessProfile = Static<typeof BusinessProfile>;

const KycDocument = Type.Object(
  { kind: oneOf(kycDocumentKinds, 'What it shows.'), file: UploadedFile },
  { title: 'KycDocument', description: 'A document of a case.' },
);

const StaffKycDocument = Type.Object(
  {
    ...KycDocument.properties,
    seen: Type.Boolean({ description: 'Whether you have looked at it or downloaded it.' }),
  },
  { title: 'StaffKycDocument', description: 'A document of a case, as staff see it.' },
);

const ChecklistItem = Type.Object(
  {
    item: oneOf(kycItemNames, 'What is checked.'),
    required: Type.Boolean({ description: 'Whether every case needs it.' }),
    state: oneOf(kycItemStates, '`asked`: staff request it, or request it again.'),
    note: nullable(Type.String({ description: 'A note of staff.' })),
  },
  { title: 'ChecklistItem', description: 'One item of the checklist.' },
);

export const TimelineEntry = Type.Object(
  {
    at: time('When.'),
    actor: oneOf(['partner', 'staff', 'system'], 'Whose side.'),
    name: nullable(Type.String({ description: 'Who, if you may see it.' })),
    event: Type.String({ description: '`submitted`, `document_added`, `asked`, `approved`, ….' }),
    text: nullable(Type.String({ description: 'What was said.' })),
  },
  { title: 'TimelineEntry', description: 'One step of a case.' },
);

const caseMembers = {
  id: id('kyc', 'Id of the case.'),
  object: Type.Literal('kyc_case'),
  status: oneOf(kycStatuses, 'Its state.'),
  checklist: Type.Array(ChecklistItem),
  missing: Type.Array(oneOf(kycItemNames, 'An item.'), {
    description: 'Required or requested items that are missing.',
  }),
  documents: Type.Array(KycDocument),
  timeline: Type.Array(TimelineEntry),
  reason: nullable(Type.String({ description: 'Reason of the last decision.' })),
  submitted_at: nullable(time('When it was last submitted.')),
  decided_at: nullable(time('When it was last decided.')),
  valid_until: nullable(time('When the approval must be renewed.')),
  created_at: time('When it was opened.'),
};

export const KycCase = Type.Object(caseMembers, {
  title: 'KycCase',
  description: 'The review of this business, with everything that happened in it.',
});
export type KycCase = Static<typeof KycCase>;

export const KycDocumentAdd = request('KycDocumentAdd', 'An uploaded file, and what it shows.', {
  kind: oneOf(kycDocumentKinds, 'What it shows.'),
  file_id: id('fil', 'The file, uploaded before.'),
});
export const KycSubmit = request('KycSubmit', 'Submit the case.', {
  answer: Type.Optional(text(noteLengthMax, 'An answer to the request of staff.')),
});

export const PartnerRef = Type.Object(
  { id: id('prt', 'Id of the business.'), name: Type.String({ description: 'Its name.' }) },
  { title: 'PartnerRef', description: 'A business, named.' },
);

export type PartnerRef = Static<typeof PartnerRef>;

/** The case as staff see it: with the business and its profile, and who decided. */
export const StaffKycCase = Type.Object(
  {
    ...caseMembers,
    documents: Type.Array(StaffKycDocument),
    partner: PartnerRef,
    profile: BusinessProfile,
    reviewer: nullable(Type.String({ description: 'Who decided last.' })),
    ticket_id: nullable(id('tkt', 'The API Access Request it belongs to.')),
  },
  { title: 'KycCase', description: 'A review, with everything that happened in it.' },
);
export type StaffKycCase = Static<typeof StaffKycCase>;

export const KycCaseSummary = Type.Object(
  {
    id: caseMembers.id,
    object: caseMembers.object,
    status: caseMembers.status,
    partner: PartnerRef,
    is_accepted: Type.Boolean({
      description: 'Whether a reviewer has accepted every item that its approval needs.',
    }),
    country: nullable(Type.String({ description: 'Country of the business.' })),
    submitted_at: caseMembers.submitted_at,
    valid_until: caseMembers.valid_until,
    created_at: caseMembers.created_at,
  },
  { title: 'KycCaseSummary', description: 'A line of the queue.' },
);
export type KycCaseSummary = Static<typeof KycCaseSummary>;
export const KycCaseList = countedListOf(
  'KycCaseList',
  'Cases, the longest waiting first.',
  KycCaseSummary,
);
export const KycCaseQuery = listQuery({
  status: Type.Optional(oneOf(kycStatuses, 'Only cases in this state.')),
  ending: Type.Optional(
    Type.Boolean({ description: 'Only approvals that end within 30 days, the soonest first.' }),
  ),
});

export const KycItemMark = request('KycItemMark', 'A reviewer’s finding.', {
  item: oneOf(kycItemNames, 'Which item.'),
  state: oneOf(['given', 'accepted', 'asked'], 'What it is now.'),
  note: Type.Optional(text(noteLengthMax, 'For the partner to read.')),
});
export const KycAsk = request('KycAsk', 'The requested items.', {
  items: Type.Array(oneOf(kycItemNames, 'An item.'), { minItems: 1, maxItems: 8 }),
  message: text(noteLengthMax, 'For the partner to read.'),
});
export const KycApprove = request('KycApprove', 'Why, and for how long.', {
  reason: text(noteLengthMax, 'For the audit log.'),
  valid_days: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1100, default: 365, description: 'Days until re-review.' }),
  ),
});
export const KycDecline = request('KycDecline', 'Why.', {
  reason: text(noteLengthMax, 'For the partner to read.'),
});
