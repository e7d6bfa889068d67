import { basePath, operations } from '../calls/operations.ts';
import { webAppOperations } from '../calls/web-app-operations.ts';
import { type ErrorCode, errorCodes, errorEntry } from '../errors/catalogue.ts';
import { fieldCodes } from '../kit/field-codes.ts';
import { type Operation, refusalsOf, refusalsOfAnyRequest } from '../kit/operation.ts';
import { exampleProblem } from '../kit/problem.ts';
import { type WebAppOperation, webAppRefusals } from '../kit/web-app-operation.ts';

const exampleUrl = 'https://psnb2b.example';

function fieldCodeTable(): string[] {
  const rows = Object.entries(fieldCodes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return ['## Codes inside `errors`', '', '| code | meaning |', '|---|---|', ...rows, ''];
}

function memberTable(code: ErrorCode): string[] {
  const members = errorEntry(code).members;
  if (members === undefined) return [];
  const rows = Object.entries(members.schema.properties).map(
    ([name, schema]) => `| \`${name}\` | ${(schema as { description?: string }).description} |`,
  );
  return ['## Its own members', '', '| member | meaning |', '|---|---|', ...rows, ''];
}

/** Codes that any call can answer are not listed per call. */
const ofAnyCall: ReadonlySet<ErrorCode> = new Set([
  ...refusalsOfAnyRequest,
  'not_found',
  'rate_limited',
  'internal',
  'unavailable',
]);

/** Longer lists of calls name the exceptions instead, if that is shorter. */
const LONG = 10;

interface Called {
  readonly method: string;
  readonly path: string;
}

/** `chosen` of `all` as names; for a long choice, the few that are not in it. */
function choose(all: readonly Called[], chosen: readonly Called[], root = '') {
  const name = ({ method, path }: Called) => `\`${method} ${root}${path}\``;
  const others = all.filter((each) => !chosen.includes(each));
  if (chosen.length <= LONG || others.length > LONG) return { names: chosen.map(name) };
  return { except: others.length === 0 ? '' : ` except ${others.map(name).join(', ')}` };
}

/** The calls that can answer with a code, as lines of Markdown. */
function callList(code: ErrorCode): string[] {
  const title = ['## Calls that answer with it', ''];
  if (ofAnyCall.has(code)) return [...title, 'Any call.', ''];
  const all = Object.values<Operation>(operations);
  const found = all.filter((operation) => refusalsOf(operation).includes(code));
  const { names, except } = choose(all, found, basePath);
  const api = names?.map((name) => `- ${name}`) ?? [`- Every call of the partner API${except}`];
  const people = Object.entries(webAppOperations).flatMap(([webApp, named]) => {
    const calls = Object.values<WebAppOperation>(named);
    const those = calls.filter((operation) => webAppRefusals(operation).includes(code));
    if (those.length === 0) return [];
    const { names, except } = choose(calls, those);
    const listed = names?.join(', ') ?? `every call${except}`;
    return [`- The ${webApp}, for people: ${listed}`];
  });
  return [...title, ...api, ...people, ''];
}

/** The documentation page of a code as Markdown without HTML; `baseUrl` is shown in the example's `type`. */
export function errorPage(code: ErrorCode, baseUrl: string = exampleUrl): string {
  const entry = errorEntry(code);
  return [
    `# ${code}`,
    '',
    `**${entry.status} ${entry.title}.** ${entry.detail}`,
    '',
    entry.retryable
      ? 'Retryable: yes. Wait as long as `Retry-After` says, at least a second, and send the same request again.'
      : 'Retryable: no. The same request will be refused again until something has been changed.',
    '',
    '## What happened',
    '',
    entry.happened,
    '',
    '## How to fix it',
    '',
    entry.fix,
    '',
    ...memberTable(code),
    ...callList(code),
    ...(entry.guide === undefined
      ? []
      : [
          `The guide says more: [${entry.guide.replaceAll('-', ' ')}](../guides/${entry.guide}.md).`,
          '',
        ]),
    ...(code === 'validation_failed' ? fieldCodeTable() : []),
    '## Example',
    '',
    '```json',
    JSON.stringify(exampleProblem(baseUrl, code), null, 2),
    '```',
    '',
  ].join('\n');
}

/** The list of all codes as Markdown, by status. */
export function errorIndex(): string {
  const byStatus = [...errorCodes].sort((a, b) => errorEntry(a).status - errorEntry(b).status);
  const rows = byStatus.map((code) => {
    const { status, title, retryable } = errorEntry(code);
    return `| ${status} | [\`${code}\`](${code}.md) | ${title} | ${retryable ? 'yes' : 'no'} |`;
  });
  return [
    '# Error codes',
    '',
    'Generated from the catalogue in `contract/src/errors/` by `node contract/build/gen.ts`. Every refusal is a problem',
    'document (RFC 9457, `application/problem+json`); decide on `code`, which never changes its meaning. `retryable`',
    'says whether the same request may succeed later without a change.',
    '',
    '| status | code | title | retryable |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
