import { type Static, Type } from 'typebox';
import { partnerStatuses } from '../keys/states.ts';
import { passwordLengthMax, passwordLengthMin } from '../kit/limits.ts';
import { personal } from '../kit/personal.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import { partnerRoles, staffRoles } from '../kit/roles.ts';
import { emailInput, line, listOf, oneOf, PersonName, request, secret } from '../kit/shapes.ts';

/** 43 base64url characters: 32 random bytes. */
export const LinkToken = secret('Token of the link: the text after `#token=`.', {
  pattern: '^[A-Za-z0-9_-]{43}$',
});

const Password = secret('Password.', { minLength: 1, maxLength: passwordLengthMax });
export const NewPassword = secret(
  `Password of at least ${passwordLengthMin} characters; common ones are refused.`,
  { minLength: passwordLengthMin, maxLength: passwordLengthMax },
);
const OneTimeCode = secret('Six digits of an authenticator, or a recovery code.', {
  minLength: 6,
  maxLength: 32,
});
/** WebAuthn's own JSON forms (W3C, Web Authentication Level 3, section 5.1). */
const Credential = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  additionalProperties: true,
  description: 'The browser’s response: `toJSON()` of the credential.',
});
const Flow = Type.String({
  pattern: '^[A-Za-z0-9_-]{43}$',
  description: 'The `flow` of the options.',
});

export const SignUp = request('SignUp', 'A business and its first person.', {
  business_name: line(200, 'Name of the business.'),
  country: Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' }),
  currency: Type.Optional(
    Type.String({
      pattern: '^[A-Z]{3}$',
      default: 'USD',
      description: 'ISO 4217; fixed for ever.',
    }),
  ),
  name: PersonName,
  email: emailInput('E-mail of the person; a link is sent there.'),
  password: NewPassword,
});
export type SignUp = Static<typeof SignUp>;

export const SignUpConfirm = request(
  'SignUpConfirm',
  'The link, and the password that was chosen: reading the inbox alone is not enough.',
  { token: LinkToken, password: Password },
);

export const SignIn = request('SignIn', 'E-mail and password.', {
  email: emailInput('E-mail.'),
  password: Password,
});

export const proofMethods = ['password', 'totp', 'recovery_code', 'passkey'] as const;
export type ProofMethod = (typeof proofMethods)[number];

export const Proof = request(
  'Proof',
  'Proof that it is you: `password` or `code`, or `flow` and `response` of a passkey. The password is not accepted ' +
    'for an account with a second factor.',
  {
    method: oneOf(proofMethods, 'The method.'),
    password: Type.Optional(Password),
    code: Type.Optional(OneTimeCode),
    flow: Type.Optional(Flow),
    response: Type.Optional(Credential),
  },
);
export type Proof = Static<typeof Proof>;

export const PasskeyAnswer = request('PasskeyAnswer', 'The browser’s response.', {
  flow: Flow,
  response: Credential,
});

export const PasskeyCreate = request('PasskeyCreate', 'A new passkey.', {
  flow: Flow,
  name: line(60, 'A name to recognise it by.'),
  response: Credential,
});

export const PasskeyOptions = Type.Object(
  {
    object: Type.Literal('passkey_options'),
    flow: Flow,
    options: Type.Unsafe<Record<string, unknown>>({
      type: 'object',
      additionalProperties: true,
      description:
        'Give it to `parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` of the browser.',
    }),
  },
  { title: 'PasskeyOptions', description: 'What to ask the authenticator; valid five minutes.' },
);

export const Passkey = Type.Object(
  {
    id: id('psk', 'Id of the passkey.'),
    object: Type.Literal('passkey'),
    name: Type.String({ description: 'Its name.' }),
    created_at: time('When it was added.'),
    last_used_at: nullable(time('When it was last used.')),
  },
  { title: 'Passkey', description: 'A passkey of this person.' },
);
export type Passkey = Static<typeof Passkey>;
export const PasskeyList = listOf('PasskeyList', 'All passkeys of this person.', Passkey);

export const TotpSetup = Type.Object(
  {
    object: Type.Literal('totp_setup'),
    secret: secret('The secret in base32, to type in.'),
    uri: secret('`otpauth://` address, to show as a QR code.'),
  },
  { title: 'TotpSetup', description: 'A new secret; it is valid once a code of it is confirmed.' },
);
export type TotpSetup = Static<typeof TotpSetup>;

export const TotpConfirm = request('TotpConfirm', 'The first code of the authenticator.', {
  code: OneTimeCode,
});

export const RecoveryCodes = Type.Object(
  {
    object: Type.Literal('recovery_codes'),
    codes: Type.Array(secret('A code that works once.')),
  },
  {
    title: 'RecoveryCodes',
    description: 'Shown once. Empty if earlier codes stay valid.',
  },
);
export type RecoveryCodes = Static<typeof RecoveryCodes>;

export const sessionStates = ['active', 'second_factor', 'enrolment'] as const;
export type SessionState = (typeof sessionStates)[number];

export const Me = Type.Object(
  {
    object: Type.Literal('me'),
    user: Type.Object({
      id: id('usr', 'Id of the person.'),
      name: Type.String({ description: 'Name.' }),
      email: personal('own', Type.String({ description: 'E-mail.' })),
      role: oneOf([...new Set([...partnerRoles, ...staffRoles])], 'Role of the person.'),
    }),
    partner: Type.Union(
      [
        Type.Object({
          id: id('prt', 'Id of the business.'),
          name: Type.String({ description: 'Name of the business.' }),
          country: nullable(Type.String({ description: 'ISO 3166-1 alpha-2.' })),
          currency: Type.String({ description: 'Its one currency.' }),
          status: oneOf(partnerStatuses, 'Whether live keys work.'),
          suspended_reason: nullable(Type.String({ description: 'Why it is suspended.' })),
          sealed_codes: Type.Boolean({ description: 'Whether a public key is registered.' }),
        }),
        Type.Null(),
      ],
      { description: 'The business; null for staff, and until the sign-in is complete.' },
    ),
    session: Type.Object({
      id: id('ses', 'Id of this session.'),
      state: oneOf(
        sessionStates,
        '`second_factor`: enter it first. `enrolment`: set one up first. `active`: signed in.',
      ),
      expires_at: time('When it ends at the latest.'),
      proven_until: nullable(time('Until when calls that need a step-up are accepted.')),
    }),
    second_factor: Type.Object({
      required: Type.Boolean({ description: 'Whether the role requires a second factor.' }),
      methods: Type.Array(oneOf(proofMethods, 'A way to prove it.'), {
        description: 'The methods that are accepted now.',
      }),
      totp: Type.Boolean({ description: 'Whether an authenticator is set up.' }),
      passkeys: Type.Integer({ minimum: 0, description: 'How many passkeys there are.' }),
      recovery_codes: Type.Integer({ minimum: 0, description: 'How many codes are left.' }),
    }),
    may: Type.Array(Type.String(), {
      description: 'Ids of the calls that the role allows.',
    }),
    unread: Type.Integer({ minimum: 0, description: 'Notifications not read yet.' }),
  },
  {
    title: 'Me',
    description: 'Who is signed in, the state of the session, and what the role allows.',
  },
);
export type Me = Static<typeof Me>;

export const Session = Type.Object(
  {
    id: id('ses', 'Id of the session.'),
    object: Type.Literal('session'),
    current: Type.Boolean({ description: 'Whether it is the session of this request.' }),
    address: personal('own', Type.String({ description: 'Address it was last used from.' })),
    user_agent: Type.String({ description: 'Browser, as it names itself.' }),
    created_at: time('When it was signed in.'),
    last_used_at: time('When it was last used, to the minute.'),
    expires_at: time('When it ends at the latest.'),
  },
  { title: 'Session', description: 'A browser that is signed in.' },
);
export type Session = Static<typeof Session>;
export const SessionList = listOf('SessionList', 'All sessions of this person.', Session);

export const PasswordResetCreate = request('PasswordResetCreate', 'Whose password to reset.', {
  email: emailInput('E-mail of the account.'),
});
export const PasswordResetConfirm = request('PasswordResetConfirm', 'The new password.', {
  token: LinkToken,
  password: NewPassword,
});
export const PasswordChange = request('PasswordChange', 'The new password.', {
  password: NewPassword,
});

export const EmailChange = request('EmailChange', 'The new e-mail.', {
  email: emailInput('The address that the confirmation link is sent to.'),
});
export const EmailChangeConfirm = request('EmailChangeConfirm', 'The link that was sent.', {
  token: LinkToken,
});

export const linkKinds = ['sign_up', 'password_reset', 'invitation', 'email_change'] as const;
export type LinkKind = (typeof linkKinds)[number];

export const LinkLook = request('LinkLook', 'A link to look at.', { token: LinkToken });
export const Link = Type.Object(
  {
    object: Type.Literal('link'),
    kind: oneOf(linkKinds, 'What it is for.'),
    email: personal('own', Type.String({ description: 'Whom it was sent to.' })),
    name: nullable(Type.String({ description: 'Name of the person, if known.' })),
    business_name: nullable(Type.String({ description: 'Name of the business.' })),
    role: nullable(Type.String({ description: 'Role that the person gets.' })),
    expires_at: time('When it expires.'),
  },
  {
    title: 'Link',
    description: 'The purpose of a link in an e-mail. Reading it does not use the link up.',
  },
);
export type Link = Static<typeof Link>;

export const InvitationAccept = request('InvitationAccept', 'Who you are.', {
  token: LinkToken,
  name: PersonName,
  password: NewPassword,
});
