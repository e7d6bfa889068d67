import {
  basePath,
  errorEntry,
  idempotencyKeyPattern,
  type Operation,
  type OperationId,
  operations,
  type Reply,
  refusalsOf,
  testErrorHeader,
} from '@psnb2b/contract';
import { writeCurl } from '../samples/index.ts';
import { rowsOf, type ShapeRow } from './shape-rows.ts';
import { callOf, story } from './story.ts';

/** The address of the page of a call. */
export function pathOf(id: OperationId): string {
  return `/docs/reference/${id}`;
}

/** The page of a call as Markdown: what it does, a request, what it takes, what it replies, how it is refused. */
export function operationText(id: OperationId): string {
  const operation: Operation = operations[id];
  return [
    `# ${operation.summary}`,
    '',
    `\`${operation.method} ${basePath}${operation.path}\``,
    '',
    operation.description,
    '',
    rulesOf(operation),
    '',
    '```sh',
    sampleOf(id, operation),
    '```',
    '',
    ...parametersOf(operation),
    ...bodyOf(operation),
    ...Object.entries(operation.replies).flatMap(([status, reply]) => replyOf(status, reply)),
    ...refusalTable(operation),
  ].join('\n');
}

function rulesOf({ auth, scope, limit, idempotent }: Operation): string {
  const key =
    auth === 'none' ? 'Needs no key.' : scope === null ? 'Any key.' : `Scope: \`${scope}\`.`;
  const counts =
    limit === 'orders'
      ? 'Counts against the [limits](/docs/rate-limits) of requests and of orders.'
      : 'Counts against the [limit](/docs/rate-limits) of requests.';
  const retry = idempotent
    ? ' Send an [`Idempotency-Key`](/docs/idempotency), and the same one when you try again.'
    : '';
  return `${key} ${counts}${retry}`;
}

function sampleOf(id: OperationId, operation: Operation): string {
  const step = story.find((each) => each.operation === id) ?? { operation: id };
  const curl = writeCurl(callOf(step));
  return operation.upload ? `${curl} \\\n  -F "file=@error.png"` : curl;
}

const HEAD = ['| name | type | what it is |', '|---|---|---|'];

function parametersOf({ params, query, headers, method, auth }: Operation): string[] {
  const table = (title: string, rows: readonly ShapeRow[]) =>
    rows.length === 0 ? [] : [`## ${title}`, '', ...HEAD, ...rows.map(asInput), ''];
  const key: ShapeRow = {
    name: 'Idempotency-Key',
    type: `string, at most 255 characters`,
    isRequired: false,
    description: `Makes a retry safe; see [idempotency](/docs/idempotency). Visible ASCII characters (\`${idempotencyKeyPattern}\`).`,
  };
  const testError: ShapeRow = {
    name: testErrorHeader,
    type: 'string',
    isRequired: false,
    description: 'Test keys only: an [error on demand](/docs/testing#errors-on-demand).',
  };
  return [
    ...table('Path', params === undefined ? [] : rowsOf(params)),
    ...table('Query', query === undefined ? [] : rowsOf(query)),
    ...table('Headers', [
      ...(headers === undefined ? [] : rowsOf(headers)),
      ...(method === 'POST' ? [key] : []),
      ...(auth === 'key' ? [testError] : []),
    ]),
  ];
}

function bodyOf({ body, bodyOptional, upload, examples }: Operation): string[] {
  if (upload) {
    return ['## Body', '', '`multipart/form-data` with one part named `file`.', ''];
  }
  if (body === undefined) return [];
  const rows = rowsOf(body);
  const table = rows.length === 0 ? [] : [...HEAD, ...rows.map(asInput), ''];
  const optional = bodyOptional ? ['The body can be left out.', ''] : [];
  const choices =
    'anyOf' in body || 'oneOf' in body ? ['One of the examples shows each form.', ''] : [];
  const shown = Object.values(examples).flatMap(({ summary, value }) => example(summary, value));
  return ['## Body', '', ...optional, ...table, ...choices, ...shown];
}

function replyOf(
  status: string,
  { description, schema, examples = {}, headers, mediaTypes }: Reply,
) {
  const rows = schema === undefined ? [] : rowsOf(schema);
  const [first] = Object.values(examples);
  const others = Object.keys(mediaTypes ?? {}).map((type) => `\`${type}\``);
  return [
    `## Reply ${status}`,
    '',
    description,
    '',
    ...(others.length === 0
      ? []
      : [`Other forms, by the header \`Accept\`: ${others.join(', ')}.`, '']),
    ...(headers === undefined
      ? []
      : [`Headers: ${headers.map((each) => `\`${each}\``).join(', ')}.`, '']),
    ...(first === undefined ? [] : example(first.summary, first.value)),
    ...(rows.length === 0 ? [] : [...HEAD, ...rows.map(asOutput), '']),
  ];
}

function example(summary: string, value: unknown): string[] {
  return [`${summary}:`, '', '```json', JSON.stringify(value, null, 2), '```', ''];
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function asInput({ name, type, isRequired, description }: ShapeRow): string {
  const need = isRequired ? '**required**; ' : '';
  return `| \`${name}\` | ${need}${cell(type)} | ${cell(description)} |`;
}

function asOutput({ name, type, isRequired, description }: ShapeRow): string {
  const need = isRequired ? '' : 'sometimes there; ';
  return `| \`${name}\` | ${need}${cell(type)} | ${cell(description)} |`;
}

function refusalTable(operation: Operation): string[] {
  const rows = [...refusalsOf(operation)]
    .sort((a, b) => errorEntry(a).status - errorEntry(b).status)
    .map((code) => {
      const { status, title, retryable } = errorEntry(code);
      return `| ${status} | [\`${code}\`](/docs/errors/${code}) | ${title} | ${retryable ? 'yes' : 'no'} |`;
    });
  return [
    '## Refusals',
    '',
    '| status | code | title | retryable |',
    '|---|---|---|---|',
    ...rows,
    '',
  ];
}
