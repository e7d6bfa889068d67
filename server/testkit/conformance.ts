import {
  basePath,
  type ErrorCode,
  errorCodes,
  errorEntry,
  isErrorCode,
  type Operation,
  operations,
  Problem,
  refusalsOf,
  refusalsOfAnyRequest,
  type WebApp,
  type WebAppOperation,
  webAppOperations,
  webAppRefusals,
  webApps,
} from '@psnb2b/contract';
import { Ajv } from 'ajv';
import { isPlainSentence } from './plain-sentence.ts';

/** A reply as it was received. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body if it is JSON, otherwise an empty object. */
  readonly body: Body;
}

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addFormat('date-time', (text) => new Date(text).toISOString() === text);
ajv.addFormat('date', (text) => /^\d{4}-\d\d-\d\d$/.test(text));
ajv.addFormat('uri-reference', (text) => URL.canParse(text, 'http://localhost'));

/** Internal details that an error must never show to a caller. */
const INSIDES =
  /select |insert |update |\.ts:\d|node_modules|relation "|function |\bstack\b|sqlstate/i;
/** Codes that any call can be refused with: a path may exist without the method, or not at all. */
const OF_ANY_CALL: readonly ErrorCode[] = ['not_found', ...refusalsOfAnyRequest];

/**
 * Returns what is wrong with a reply of one of the three APIs by the contract: headers that every reply carries, the
 * problem document of errors, and status, code and shape that the operation declares.
 */
export function contractFaults(
  method: string,
  path: string,
  { status, headers, text, body }: Answer,
): string[] {
  const operation = operationOf(method, path);
  const isWebApp = !path.startsWith(basePath);
  const faults = isWebApp ? webAppHeaderFaults(headers) : headerFaults(headers);
  faults.push(...waitFaults(status, headers, body.code));
  if (method === 'HEAD') return text === '' ? faults : [...faults, 'HEAD came with a body'];
  if (status >= 400) return [...faults, ...problemFaults(operation, status, headers, text, body)];
  const reply = operation?.replies[status];
  if (!reply) return [...faults, `${method} ${path} declares no reply ${status}`];
  const type = headers.get('content-type') ?? '';
  if (type.startsWith('application/json') && reply.schema) {
    if (!ajv.validate(reply.schema, body)) faults.push(ajv.errorsText());
  } else if (
    text !== '' &&
    !Object.keys(reply.mediaTypes ?? {}).some((each) => type.includes(each))
  ) {
    faults.push(`it is of the undeclared type ${type}`);
  }
  for (const name of reply.headers ?? []) {
    if (name !== 'Idempotent-Replayed' && !headers.has(name)) faults.push(`${name} is missing`);
  }
  return faults;
}

function headerFaults(headers: Headers): string[] {
  const faults: string[] = [];
  const number = (name: string) => {
    const text = headers.get(name) ?? '';
    if (!/^\d+$/.test(text)) faults.push(`${name} is '${text}'`);
    return Number(text);
  };
  if (!/^req_[0-9a-z]{26}$/.test(headers.get('x-request-id') ?? '')) faults.push('no X-Request-Id');
  const remaining = number('x-ratelimit-remaining');
  if (number('x-ratelimit-limit') < remaining) faults.push('more remains than the limit');
  if (number('x-ratelimit-reset') < 1_600_000_000) faults.push('X-RateLimit-Reset is no time');
  const wait = number('retry-after');
  if (remaining === 0 && wait === 0) faults.push('nothing remains, but Retry-After is 0');
  if (!/^"\w+";q=\d+;w=60/.test(headers.get('ratelimit-policy') ?? '')) faults.push('no policy');
  if (!/^"\w+";r=\d+;t=\d+/.test(headers.get('ratelimit') ?? '')) faults.push('no RateLimit');
  return faults;
}

/**
 * A caller with requests left waits only after an error that the catalogue calls retryable, and then at least a second.
 */
function waitFaults(status: number, headers: Headers, code: unknown): string[] {
  const wait = Number(headers.get('retry-after'));
  // A reply to HEAD shows only the status, which several codes may share.
  const heals = errorCodes.filter((each) => errorEntry(each).retryable);
  if (heals.some((each) => each === code)) return wait >= 1 ? [] : ['no retry time'];
  const mayHeal = code === undefined && heals.some((each) => errorEntry(each).status === status);
  const isSpent = headers.get('x-ratelimit-remaining') === '0';
  return wait > 0 && !isSpent && !mayHeal ? [`nothing to wait for, but it says ${wait} s`] : [];
}

/** Faults of the headers that every web app API reply carries. */
function webAppHeaderFaults(headers: Headers): string[] {
  const wanted = {
    'cache-control': /^no-store$/,
    'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
    'x-content-type-options': /^nosniff$/,
    'x-request-id': /^req_[0-9a-z]{26}$/,
    'retry-after': /^\d+$/,
  };
  return Object.entries(wanted).flatMap(([name, form]) => {
    const text = headers.get(name) ?? '';
    return form.test(text) ? [] : [`${name} is '${text}'`];
  });
}

function problemFaults(
  operation: AnyOperation | undefined,
  status: number,
  headers: Headers,
  text: string,
  body: Record<string, unknown>,
): string[] {
  const faults: string[] = [];
  if (headers.get('content-type') !== 'application/problem+json; charset=utf-8') {
    faults.push(`an error of the type ${headers.get('content-type')}`);
  }
  if (!ajv.validate(Problem, body)) faults.push(ajv.errorsText());
  const code = String(body.code);
  if (!isErrorCode(code)) return [...faults, `${code} is not an error code`];
  const entry = errorEntry(code);
  if (entry.members && !ajv.validate(entry.members.schema, body)) faults.push(ajv.errorsText());
  const own = Object.keys(entry.members?.schema.properties ?? {});
  const known = [...Object.keys(Problem.properties), ...own];
  const unknown = Object.keys(body).filter((name) => !known.includes(name));
  if (unknown.length > 0) faults.push(`${code} has no member ${unknown}`);
  if (entry.fields === 'always' && body.errors === undefined) faults.push('no field is named');
  if (entry.fields === undefined && body.errors !== undefined) faults.push('fields are named');
  if (own.includes('limit') && (typeof body.limit === 'string') !== 'currency' in body) {
    faults.push('an amount has no currency, or a count has one');
  }
  if (entry.status !== status || body.status !== status) faults.push(`${code} came as ${status}`);
  if (body.title !== entry.title) faults.push(`the title of ${code} is ${body.title}`);
  if (body.request_id !== headers.get('x-request-id')) faults.push('two request ids');
  if (!String(body.type).endsWith(`/docs/errors/${code}`)) faults.push(`its type is ${body.type}`);
  if (INSIDES.test(text)) faults.push(`it tells of our insides: ${text}`);
  const errors = (body.errors ?? []) as readonly { detail: unknown }[];
  for (const { detail } of [body, ...errors]) {
    if (!isPlainSentence(String(detail))) faults.push(`no plain sentence: ${detail}`);
  }
  if (operation && ![...OF_ANY_CALL, ...operation.refusals].includes(code)) {
    faults.push(`${operation.id} does not declare ${code}`);
  }
  return faults;
}

interface AnyOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly replies: Operation['replies'];
  /** Every code that its refusal can have. */
  readonly refusals: readonly ErrorCode[];
}

/** Every call of all three APIs, each path with its base. */
const ALL: readonly AnyOperation[] = [
  ...Object.values<Operation>(operations).map((each) => ({
    ...each,
    path: `${basePath}${each.path}`,
    refusals: refusalsOf(each),
  })),
  ...Object.entries(webAppOperations).flatMap(([webApp, calls]) =>
    Object.values<WebAppOperation>(calls).map((each) => ({
      ...each,
      path: `${webApps[webApp as WebApp].basePath}${each.path}`,
      refusals: webAppRefusals(each, webApp as WebApp),
    })),
  ),
];

/** Each with the pattern of its path, written once: a test asks for one with every reply. */
const PATTERNS = ALL.map((each) => ({
  each,
  pattern: new RegExp(`^${each.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

function operationOf(method: string, path: string): AnyOperation | undefined {
  const [plain = ''] = path.split(/[?#]/);
  // As in the router, a path without a parameter takes precedence.
  const found = PATTERNS.filter(
    ({ each, pattern }) => each.method === method && pattern.test(plain),
  );
  return (found.find(({ each }) => each.path === plain) ?? found[0])?.each;
}
