import { type ErrorCode, errorCodes, errorEntry } from './errors.ts';
import { fieldCodes } from './field-codes.ts';
import { exampleProblem } from './problem.ts';

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
    'Generated from the catalogue in `contract/src/errors/` by `node contract/src/gen.ts`. Every refusal is a problem',
    'document (RFC 9457, `application/problem+json`); decide on `code`, which never changes its meaning. `retryable`',
    'says whether the same request may succeed later without a change.',
    '',
    '| status | code | title | retryable |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
