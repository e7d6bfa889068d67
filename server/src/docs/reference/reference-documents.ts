import { basePath, type Operation, type OperationId, operations, tags } from '@psnb2b/contract';
import type { Document } from '../document.ts';
import { operationText, pathOf } from './operation-text.ts';
import { tryForm } from './try-form.ts';

const all = Object.entries(operations) as [OperationId, Operation][];

/** The pages of the API reference: all calls, and one page for each. */
export const referenceDocuments: readonly Document[] = [
  {
    path: '/docs/reference',
    title: 'API reference',
    lead: 'Every call of the partner API, with its shapes, refusals and examples.',
    section: null,
    read: (publicUrl) => indexText(publicUrl),
  },
  ...all.map(([id, operation]) => ({
    path: pathOf(id),
    title: operation.summary,
    lead: `${operation.method} ${operation.path}: ${firstSentence(operation.description)}`,
    section: operation.tag,
    read: () => operationText(id),
    form: () => tryForm(id),
  })),
];

function firstSentence(text: string): string {
  return /^.*?[.:](?= |$)/s.exec(text)?.[0].replace(/:$/, '.') ?? text;
}

function indexText(publicUrl: string): string {
  const parts = Object.entries(tags).flatMap(([tag, about]) => {
    const rows = all
      .filter(([, operation]) => operation.tag === tag)
      .map(
        ([id, { method, path, summary }]) =>
          `| [${summary}](${pathOf(id)}) | \`${method} ${path}\` |`,
      );
    return [`## ${tag}`, '', about, '', '| call | request |', '|---|---|', ...rows, ''];
  });
  return [
    '# API reference',
    '',
    `Every call is below \`${publicUrl}${basePath}\`. Send your key in the header \`Authorization: Bearer …\` ([authentication](/docs/authentication)). Bodies and replies are JSON;`,
    'money is a decimal string beside its currency; time is RFC 3339 in UTC. Every reply carries `X-Request-Id` and the state of the [rate',
    'limits](/docs/rate-limits), and every refusal is a [problem document](/docs/errors). Replies may gain members: ignore those that you do not know ([versions](/docs/versions)).',
    '',
    'Each page has a request in six languages, and a form that sends it with your test key. For machines: [openapi.json](/api/v1/openapi.json) (OpenAPI 3.1).',
    '',
    ...parts,
  ].join('\n');
}
