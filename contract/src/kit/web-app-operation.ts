import { type TObject, type TProperties, type TSchema, Type } from 'typebox';
import type { ErrorCode } from '../errors/catalogue.ts';
import type { Reply } from './operation.ts';
import { nullable } from './primitives.ts';
import type { PartnerRole, StaffRole } from './roles.ts';

/** The APIs of the two web apps: each has its own session cookie, and no API key. */
export const webApps = {
  portal: { basePath: '/portal/api', title: 'PSNB2B portal' },
  console: { basePath: '/console/api', title: 'PSNB2B console' },
} as const;
export type WebApp = keyof typeof webApps;

/**
 * Every call except a GET has this header with the name of its app. Another site's page can make a browser send cookies, but no
 * header of ours without a preflight request, which the server never grants.
 */
export const webAppHeader = 'X-PSNB2B-Door';

export const webAppTags = {
  'Sign-in': 'Accounts, sessions and second factors of people.',
  People: 'Colleagues, invitations, staff and notifications.',
  Business: 'The profile of a business and its review (KYC).',
  Files: 'Uploads, checked by content and served only as attachments.',
  Tickets: 'Requests to support and their answers.',
  Orders: 'What was bought, and its codes.',
  Claims: 'Codes that did not work, their replacement or refund, and supplier claims.',
  Keys: 'API keys, and revealing one once.',
  'Request log': 'The calls that API keys made.',
  Webhooks: 'Endpoints, events, and their deliveries.',
  Deposits: 'Payments of partners, and where they pay to.',
  Partners: 'The businesses that buy.',
  Catalogue: 'Products and prices.',
  Sales: 'What was sold, at what margin, and how the money moved.',
  Stock: 'Files of codes, their import, and what is for sale.',
  Proposals: 'Changes that weaken a safeguard and wait for a second person.',
  Company: 'Who runs this shop.',
  Incidents: 'What staff write on the status page.',
  Records: 'Audit and e-mail.',
  Search: 'Things of every kind, by what they are known by.',
  Public: 'What anybody may read.',
  Documents: 'The description of this API.',
} as const;
export type WebAppTag = keyof typeof webAppTags;

/**
 * The required state of the session. `half`: any session, even one that still waits for its second factor. `enrolling`: an active
 * session, or one that may only set up the second factor that its role requires. `session`: an active one.
 */
export type WebAppAuth = 'none' | 'half' | 'enrolling' | 'session';

/**
 * What a call can move: `money` (or codes, which are cash), `rights` (who may do what, now or later), `secrets` (who knows or
 * sets something that proves who somebody is, or opens something).
 */
export type Moved = 'money' | 'rights' | 'secrets';

/**
 * One call of a web app's API as data.
 *
 * - `path` is in OpenAPI style, relative to the API's base path.
 * - `roles`: who may call it; `any` for everybody whom `auth` admits.
 * - `moves`: what it can move. A person who finds an open session must not be able to move anything with it.
 * - `stepUp`: only within minutes of a proof (second factor, or the password without one). Follows from
 *   `moves`: spread `moving(…)`.
 * - `idempotent`: takes an `Idempotency-Key`.
 * - `bodyOptional`: no body is an empty object.
 * - `upload`: the body is `multipart/form-data` with one part `file`.
 * - `endless`: its reply does not end by itself.
 * - `onStandby`: a standby of the database may serve it: exports, reports, figures and logs. Nobody acts on it or decides to buy by it.
 * - `whileSuspended`: what a suspended business may still do: read, manage its people's own accounts, support, its
 *   claims and its review, and remove rights. Everything else is refused with `partner_suspended`.
 * - `refusals` are those of this call itself; `webAppRefusals` adds those that follow from the rest.
 */
export interface WebAppOperation {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  path: string;
  tag: WebAppTag;
  summary: string;
  description: string;
  auth: WebAppAuth;
  roles: 'any' | readonly (PartnerRole | StaffRole)[];
  moves: readonly Moved[];
  stepUp: boolean;
  idempotent: boolean;
  /** For a portal call that changes something: people of a suspended business may make it all the same. */
  whileSuspended?: true;
  upload?: true;
  endless?: true;
  onStandby?: true;
  params?: TObject;
  query?: TObject;
  body?: TSchema;
  bodyOptional?: true;
  replies: Readonly<Record<number, Reply>>;
  refusals: readonly ErrorCode[];
}

/** What most calls share; spread it first, then add the differences. */
export const reading = {
  method: 'GET',
  auth: 'session',
  roles: 'any',
  moves: [],
  stepUp: false,
  idempotent: false,
  refusals: [],
} as const satisfies Partial<WebAppOperation>;
export const acting = { ...reading, method: 'POST' } as const satisfies Partial<WebAppOperation>;

/** The same for a call that moves something: it needs a recent proof. */
export function moving<const What extends readonly Moved[]>(...moves: What) {
  return { moves, stepUp: true } as const;
}

/** Every code with which this call can be refused. `webApp`: portal calls can meet a suspended business. */
export function webAppRefusals(operation: WebAppOperation, webApp?: WebApp): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>(operation.refusals);
  codes.add('validation_failed').add('rate_limited').add('internal').add('unavailable');
  if (operation.auth !== 'none') codes.add('session_required');
  if (operation.auth === 'session' || operation.auth === 'enrolling') {
    codes.add('second_factor_required');
  }
  if (operation.roles !== 'any') codes.add('role_missing');
  if (operation.stepUp) codes.add('step_up_required');
  if (operation.method !== 'GET') {
    codes.add('csrf_refused').add('body_too_large').add('unsupported_media_type');
    codes.add(operation.upload ? 'malformed_upload' : 'malformed_json');
    codes.add('outcome_unknown').add('limit_reached');
  }
  if (operation.idempotent) {
    codes.add('idempotency_key_invalid').add('idempotency_key_reused');
    codes.add('idempotency_in_progress');
  }
  if (webApp === 'portal' && !mayWhileSuspended(operation)) codes.add('partner_suspended');
  if (operation.params !== undefined) codes.add('not_found');
  return [...codes];
}

/** Whether people of a suspended business may make this portal call. */
export function mayWhileSuspended(
  operation: Pick<WebAppOperation, 'method' | 'auth' | 'whileSuspended'>,
): boolean {
  return (
    operation.method === 'GET' || operation.auth !== 'session' || operation.whileSuspended === true
  );
}

/** Whether a person of this role may make this call. */
export function mayCall(operation: WebAppOperation, role: PartnerRole | StaffRole): boolean {
  return operation.roles === 'any' || operation.roles.includes(role);
}

/** The replies of a call with one kind of answer. */
export function ok<const Schema extends TSchema>(schema: Schema, description: string) {
  return { 200: { description, schema } } as const;
}
/** The replies of a list whose pages are read in both directions. */
export function okPage<Properties extends TProperties>(
  list: TObject<Properties>,
  description: string,
) {
  return ok(bothWays(list), description);
}
export function bothWays<Properties extends TProperties>(list: TObject<Properties>) {
  const { title, description } = list as { title?: string; description?: string };
  const said = { ...(title && { title }), ...(description && { description }) };
  return Type.Object({ ...list.properties, previous_cursor: previousCursor }, said);
}
const previousCursor = nullable(
  Type.String({
    description: 'Send it as `cursor` to get the page before this one; null on the first.',
  }),
);
/** The replies of a call that acts at once if one person may do so, and answers 202 with a proposal if it needs two. */
export function okOrProposed<const Schema extends TSchema, const Proposal extends TSchema>(
  schema: Schema,
  proposal: Proposal,
  description: string,
) {
  const waits = { description: 'It waits for a second person.', schema: proposal } as const;
  return { ...ok(schema, description), 202: waits } as const;
}
/** The reply of a call that gives a file. */
export function fileReply(mediaType: string, description: string) {
  const schema = Type.String({ description, format: 'binary' });
  return { 200: { description, mediaTypes: { [mediaType]: { schema } } } } as const;
}
export function created<const Schema extends TSchema>(schema: Schema, description: string) {
  return { 201: { description, schema } } as const;
}
