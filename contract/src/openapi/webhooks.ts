import { eventSchemas, eventTypes } from '../events/schemas.ts';
import type { Json, SchemaCollector } from './components.ts';
import { pascalCase } from './shared-problems.ts';

const text = { type: 'string' };
const header = (name: string, required: boolean, description: string): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: text,
});
const headers: readonly Json[] = [
  header(
    'X-PSNB2B-Signature',
    true,
    'HMAC-SHA256 of the raw body, hex; the key is the whole secret.',
  ),
  header(
    'X-PSNB2B-Signature-Next',
    false,
    'The same by the new secret, while one is being rotated.',
  ),
  header('webhook-id', true, 'Id of the event: the same in every delivery of it.'),
  header('webhook-timestamp', true, 'Unix seconds of this attempt.'),
  header('webhook-signature', true, 'Signatures of Standard Webhooks 1.0, separated by blanks.'),
  header('X-PSNB2B-Event', true, 'Type of the event.'),
  header('X-PSNB2B-Delivery', true, 'Id of this attempt.'),
];

/** The requests that endpoints of partners receive, by type: the `webhooks` of the document. */
export function webhooksOf(collect: SchemaCollector): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(eventSchemas).map(([type, schema]) => {
      const { summary } = eventTypes[type as keyof typeof eventTypes];
      const post: Json = {
        operationId: `on${pascalCase(type.replace('.', '_'))}`,
        tags: ['Webhooks'],
        summary: `Receive ${type}`,
        description: `${summary} Verify a signature over the bytes as they came before you read them.`,
        security: [],
        parameters: headers,
        requestBody: {
          required: true,
          content: { 'application/json': { schema: collect.reference(schema) } },
        },
        responses: {
          200: { description: 'Any 2xx within 10 seconds: it was received.' },
          410: { description: 'The endpoint is gone: we disable it.' },
        },
      };
      return [type, { post }];
    }),
  );
}
