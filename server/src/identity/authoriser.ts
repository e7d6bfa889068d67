import {
  mayCall,
  mayWhileSuspended,
  portalOperations,
  type WebApp,
  type WebAppOperation,
} from '@psnb2b/contract';
import { recordAudit } from '../audit/index.ts';
import { type CommitCheck, databaseRefusal, refusalFor } from '../kit/database/index.ts';
import type { Admission, Authoriser, RequestHead } from '../kit/http/index.ts';
import { rateLimited, type Taken } from '../kit/limits/index.ts';
import { Refusal } from '../kit/refusal.ts';
import { type CountedAct, countQuotaRefusal, trySpendQuota } from '../quotas/index.ts';
import { clearedCookie, deviceOf, readSessionToken } from './cookies.ts';
import { isFromOwnPage } from './own-page.ts';
import type { IdentityParts } from './parts.ts';
import { actorOf, type Person, type PersonOf, type Signer, signerOf } from './person.ts';
import { isProvenAt, isUseWorthNoting } from './session.ts';
import { findPerson, noteUse, sessionHash } from './sessions.ts';
import { checkStanding } from './standing.ts';
import { ofKnownBrowser, ofPerson, ofStranger } from './visitors.ts';

/** What identifies a caller. */
type Sent = Pick<RequestHead, 'headers' | 'address' | 'at'>;

export type WebAppNeeds = Pick<
  WebAppOperation,
  'id' | 'auth' | 'roles' | 'stepUp' | 'method' | 'whileSuspended'
>;

/** Whether a business is suspended: its people may still make calls that declare `whileSuspended`. */
export type IsSuspended = (partnerId: string) => Promise<boolean>;

/** The separate allowance of a browser that signed in before. */
const SIGN_INS: ReadonlySet<string> = new Set(
  [portalOperations.signIn, portalOperations.passkeyRequest, portalOperations.signInPasskey].map(
    ({ id }) => id,
  ),
);

/** On every reply of the portal and console APIs: not cached, not framed, not read by other sites. */
const SAFE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;
/** After one visit by https a browser uses only https for a year (RFC 6797). */
export const HSTS = { 'strict-transport-security': 'max-age=31536000' } as const;

/**
 * Admits a request to the portal or the console. Checks, in this order: from our own page (403), request limit (429), session
 * (401), second factor (403), role (403, and in the audit), suspended business (403), step-up (403).
 */
export function createSessionAuthoriser<D extends WebApp>(
  parts: IdentityParts,
  webApp: D,
  isSuspended: IsSuspended = async () => false,
): Authoriser<PersonOf<D>, WebAppNeeds, Signer> {
  const { publicUrl } = parts;
  const asked = { ...parts, isSuspended };
  const nothing = { id: 'none', auth: 'none', roles: 'any', stepUp: false, method: 'GET' } as const;
  return {
    keysOf: actorOf,
    byOf: signerOf,
    unmet: (shown) => ({ ...nothing, id: shown?.id ?? 'none' }),
    unread: nothing,
    admit: async (request, needs) => {
      const secure = publicUrl().startsWith('https:');
      const safe = { ...SAFE_HEADERS, ...(secure && HSTS) };
      try {
        const { person, taken, stale } = await recognise(parts, webApp, request, needs, secure);
        const judged = await judge(asked, webApp, request, needs, person, taken);
        const act = judged || !person ? null : await beginAct(parts, request, needs, person);
        const refused = judged ?? (act instanceof Refusal ? act : null);
        const refusal = refused ?? (person && judgeProof(request, needs, person));
        if (person && !refusal && isUseWorthNoting(person, request.at)) {
          await noteIfPossible(parts, person, request);
        }
        const headers = { ...safe, ...(stale && { 'set-cookie': clearedCookie(webApp, secure) }) };
        // A session beside a call that anybody may make grants nothing: the call may well end it.
        const standing =
          person && needs.auth !== 'none' ? checkStanding(person, needs.roles) : undefined;
        if (!act || act instanceof Refusal) return admission(person, refusal, headers, standing);
        const check: CommitCheck = async (tx) => {
          await standing?.(tx);
          await act.count(tx);
        };
        return admission(person, refusal, headers, check, act);
      } catch (error) {
        return admission<PersonOf<D>>(null, authorisationFailure(error), safe, undefined);
      }
    },
  };
}

/**
 * Returns who opens a page, for what the page is sent with; null where nobody is signed in, or whoever asks has asked too often. Counted like
 * a reading call, and decides nothing: each call of the page is authorised by itself.
 */
export async function personOfPage(
  parts: IdentityParts,
  webApp: WebApp,
  request: Sent,
): Promise<Person | null> {
  const needs = {
    id: 'page',
    auth: 'session',
    roles: 'any',
    stepUp: false,
    method: 'GET',
  } as const;
  const secure = parts.publicUrl().startsWith('https:');
  const { person, taken } = await recognise(parts, webApp, request, needs, secure);
  return taken.allowed && person?.session.state === 'active' ? person : null;
}

/**
 * Identifies the caller, and what the request was counted by. A session must be looked up, so it counts as a stranger's until it
 * is found; if it was valid recently, it is found without a charge to its address. For signing in, a session does not make
 * anybody less of a stranger, because accounts are free.
 */
async function recognise<D extends WebApp>(
  parts: IdentityParts,
  webApp: D,
  request: Sent,
  needs: WebAppNeeds,
  secure: boolean,
): Promise<{ person: PersonOf<D> | null; taken: Taken; stale: boolean }> {
  const { peopleKeys, visitors } = parts;
  const { lookUps, persons, sessions, strangers } = visitors;
  const token = readSessionToken(request.headers, webApp, secure);
  const hash = token === null ? null : sessionHash(peopleKeys, token);
  const asStranger = () => takeAsStranger(parts, webApp, request, needs, secure);
  if (!hash) return { person: null, taken: await asStranger(), stale: false };
  const find = () => findAndRemember(parts, webApp, request, hash);
  // A failure does not count against the address: nobody knows who called, and the fault is ours.
  if (isOpenAct(needs)) {
    const taken = await asStranger();
    if (!taken.allowed) return { person: null, taken, stale: false };
    const person = await find().catch(async (error: unknown) => {
      await strangers.giveBack(taken);
      throw error;
    });
    return { person, taken, stale: person === null };
  }
  const isFree = sessions.has(hash.toString('base64'));
  const taken = isFree ? null : await lookUps.begin(ofStranger(webApp, 'read', request.address));
  if (taken?.allowed === false) return { person: null, taken, stale: false };
  let isFound = true;
  try {
    const person = await find();
    isFound = person !== null;
    if (person) return { person, taken: await persons.take(ofPerson(person)), stale: false };
    return { person, taken: taken ?? (await asStranger()), stale: true };
  } finally {
    if (taken) await lookUps.end(taken, isFound);
  }
}

async function findAndRemember<D extends WebApp>(
  { database, visitors: { sessions } }: IdentityParts,
  webApp: D,
  { at }: Sent,
  hash: Buffer,
): Promise<PersonOf<D> | null> {
  const name = hash.toString('base64');
  const person = await findPerson(database.reads, hash, webApp, at);
  if (person) sessions.add(name);
  else sessions.delete(name);
  return person;
}

/** Signing in from a known browser has its own allowance; when that is used up, it counts like any other. */
async function takeAsStranger(
  { peopleKeys, visitors: { strangers } }: IdentityParts,
  webApp: WebApp,
  { headers, address }: Sent,
  needs: WebAppNeeds,
  secure: boolean,
): Promise<Taken> {
  if (SIGN_INS.has(needs.id)) {
    const device = deviceOf(headers, peopleKeys, webApp, secure);
    const taken = device && (await strangers.take(ofKnownBrowser(webApp, device.account)));
    if (taken?.allowed) return taken;
  }
  return strangers.take(ofStranger(webApp, isOpenAct(needs) ? 'act' : 'read', address));
}

/** Records the last use of a session for the account page; no call fails because of it. */
async function noteIfPossible(
  { database }: IdentityParts,
  person: Person,
  { address, at }: RequestHead,
): Promise<void> {
  try {
    await database.transaction((tx) => noteUse(tx, person, address, at));
  } catch (error) {
    if (refusalFor(error) === null) throw error;
  }
}

/** The failure of an authorisation: whatever it wrote, the request itself had no effect. */
function authorisationFailure(error: unknown): Error {
  if (refusalFor(error)) return databaseRefusal('unavailable', error);
  return error instanceof Error ? error : new Error('something else than an error was thrown');
}

function admission<Caller extends Person>(
  caller: Caller | null,
  refusal: Error | null,
  headers: Readonly<Record<string, string>>,
  check: CommitCheck | undefined,
  act: CountedAct | null = null,
): Admission<Caller> {
  const quota = {
    headers: () => {
      act?.end();
      return headers;
    },
    takeOrder: () => {},
    giveBackOrder: () => {},
  };
  const owner = caller && (caller.partnerId ?? caller.userId);
  return { caller, refusal, quota, ...(check && { check }), ...(owner && { owner }) };
}

async function judge(
  parts: IdentityParts & { readonly isSuspended: IsSuspended },
  webApp: WebApp,
  request: RequestHead,
  needs: WebAppNeeds,
  person: Person | null,
  taken: Taken,
): Promise<Refusal | null> {
  if (needs.method !== 'GET' && !isFromOwnPage(request, webApp, parts.publicUrl())) {
    return new Refusal('csrf_refused');
  }
  if (!taken.allowed) return rateLimited(taken);
  if (needs.auth === 'none') return null;
  if (!person) return new Refusal('session_required');
  const { state } = person.session;
  if (state === 'second_factor' && needs.auth !== 'half') {
    return new Refusal('second_factor_required', { step: 'prove' });
  }
  if (state === 'enrolment' && needs.auth === 'session') {
    const detail = 'Your role needs a second factor; set one up first.';
    return new Refusal('second_factor_required', { step: 'set_up' }, { detail });
  }
  if (!mayCall(needs as WebAppOperation, person.role)) {
    await auditRefusal(parts, request, needs, person);
    const { roles } = needs as WebAppOperation;
    return new Refusal('role_missing', { roles: roles === 'any' ? [] : [...roles] });
  }
  const { partnerId } = person;
  if (partnerId !== null && !mayWhileSuspended(needs) && (await parts.isSuspended(partnerId))) {
    const detail =
      'Your business is suspended: you can still read, write to support, and remove rights.';
    return new Refusal('partner_suspended', {}, { detail });
  }
  return null;
}

/** Acts of a partner's people count against a daily quota; those of staff do not. */
async function beginAct(
  { visitors }: IdentityParts,
  { at }: RequestHead,
  { method, auth }: WebAppNeeds,
  person: Person,
): Promise<CountedAct | Refusal | null> {
  if (method === 'GET' || auth === 'none' || person.webApp !== 'portal') return null;
  return visitors.acts.begin({ owner: actorOf(person), at });
}

function judgeProof({ at }: RequestHead, { stepUp, auth }: WebAppNeeds, { session }: Person) {
  if (!stepUp || auth === 'none') return null;
  return isProvenAt(session, at) ? null : new Refusal('step_up_required');
}

async function auditRefusal(
  { database }: IdentityParts,
  request: RequestHead,
  needs: WebAppNeeds,
  person: Person,
): Promise<void> {
  const actor = actorOf(person);
  await database.transaction(async (tx) => {
    // Beyond the quota, further refusals of the same person are not recorded.
    if (!(await trySpendQuota(tx, 'refusal_records', { owner: actor, at: request.at }))) {
      countQuotaRefusal('refusal_records');
      return;
    }
    await recordAudit(tx, {
      ...signerOf(person, request),
      action: 'call.refused',
      subject: actor,
      detail: { call: needs.id, role: person.role },
    });
  });
}

/** What anybody may try: signing in, signing up, requesting a link, using one. */
function isOpenAct({ method, auth }: WebAppNeeds): boolean {
  return method !== 'GET' && auth === 'none';
}
