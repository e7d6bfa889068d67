import { type Static, Type } from 'typebox';
import { personal } from '../kit/personal.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import { staffRoles } from '../kit/roles.ts';
import { exportQuery, line, listOf, listQuery, oneOf, request } from '../kit/shapes.ts';

/** After so many days the access of the staff is reviewed again. */
export const accessReviewDays = 90;

const count = (description: string) => Type.Integer({ minimum: 0, description });

export const StaffAccess = Type.Object(
  {
    id: id('usr', 'Id of the person.'),
    object: Type.Literal('staff_access'),
    name: personal('contact', Type.String({ description: 'Name.' })),
    email: personal('contact', Type.String({ description: 'E-mail.' })),
    role: oneOf(staffRoles, 'Role of the person.'),
    access_since: time('Since when the person has this role, or is disabled.'),
    access_by: nullable(
      Type.String({ description: 'Who gave it, or disabled the person; null: not recorded.' }),
    ),
    disabled_at: nullable(time('Since when the person cannot sign in.')),
    last_seen_at: nullable(time('When the person was last signed in, to the minute.')),
    totp: Type.Boolean({ description: 'Whether an authenticator is set up.' }),
    passkeys: count('How many passkeys there are.'),
    sessions: count('In how many browsers the person is signed in.'),
    created_at: time('When the account was made.'),
  },
  { title: 'StaffAccess', description: 'What a member of staff may do, and since when.' },
);
export type StaffAccess = Static<typeof StaffAccess>;
export const StaffAccessList = listOf('StaffAccessList', 'The staff.', StaffAccess);

const filters = {
  due: Type.Optional(
    Type.Enum(['true'], {
      type: 'string',
      description: `\`true\`: whoever can sign in, if the last review is older than ${accessReviewDays} days; else nobody.`,
    }),
  ),
};
export const StaffAccessQuery = Type.Object(filters, { additionalProperties: false });
export const StaffAccessFilters = exportQuery(filters);

/** The columns of the list as CSV, in this order. */
export const staffAccessCsvColumns = [
  ...(['id', 'name', 'email', 'role', 'access_since', 'access_by', 'disabled_at'] as const),
  ...(['last_seen_at', 'totp', 'passkeys', 'sessions', 'created_at'] as const),
] as const;

export const AccessReview = Type.Object(
  {
    id: id('acr', 'Id of the review.'),
    object: Type.Literal('access_review'),
    signed_at: time('When it was signed.'),
    signed_by: personal(
      'contact',
      Type.String({ description: 'Name of the admin who signed it.' }),
    ),
    people: count('How many people could sign in.'),
    admins: count('How many of them were admins.'),
    note: nullable(Type.String({ description: 'What the admin noted.' })),
  },
  { title: 'AccessReview', description: 'A signed review of who on the staff may do what.' },
);
export type AccessReview = Static<typeof AccessReview>;
export const AccessReviewList = listOf('AccessReviewList', 'Reviews, newest first.', AccessReview);
export const AccessReviewQuery = listQuery({});

export const ReviewedAccess = Type.Object(
  {
    id: id('usr', 'Id of the person.'),
    object: Type.Literal('reviewed_access'),
    name: personal('contact', Type.String({ description: 'Name, as it is now.' })),
    email: personal('contact', Type.String({ description: 'E-mail, as it is now.' })),
    role: oneOf(staffRoles, 'Role that the person had.'),
    access_since: nullable(
      time(
        'Since when the person had this role, or was disabled; null: the review did not record it.',
      ),
    ),
    disabled: Type.Boolean({ description: 'Whether the person could not sign in.' }),
    totp: Type.Boolean({ description: 'Whether an authenticator was set up.' }),
    passkeys: count('How many passkeys there were.'),
  },
  { title: 'ReviewedAccess', description: 'What a member of staff could do when it was reviewed.' },
);
export type ReviewedAccess = Static<typeof ReviewedAccess>;

/** The columns of a signed review as CSV, in this order. */
export const reviewedAccessCsvColumns = [
  ...(['id', 'name', 'email', 'role', 'access_since', 'disabled', 'totp', 'passkeys'] as const),
] as const;

export const AccessReviewFile = Type.Object(
  {
    ...AccessReview.properties,
    access: Type.Array(ReviewedAccess, { description: 'The list that was signed, by name.' }),
  },
  { title: 'AccessReviewFile', description: 'A signed review with the list that was signed.' },
);
export type AccessReviewFile = Static<typeof AccessReviewFile>;
export const ReviewedAccessFilters = exportQuery({});

export const AccessReviewSign = request('AccessReviewSign', 'What is signed.', {
  latest_access_since: time(
    'The latest `access_since` of the list that was reviewed: access that was given since then refuses the review.',
  ),
  note: Type.Optional(line(500, 'What was decided, for colleagues and auditors.')),
});
