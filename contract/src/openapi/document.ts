import { basePath, operations } from '../calls/operations.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import { type Operation, refusalsOf, tags } from '../kit/operation.ts';
import { type Json, type SchemaCollector, schemaCollector } from './components.ts';
import { commonHeaders, headers } from './headers.ts';
import {
  idempotencyKeyParameter,
  parametersOf,
  testErrorParameters,
  testErrorReference,
} from './parameters.ts';
import { problemExamples, problemReplies } from './problems.ts';
import { replyOf } from './replies.ts';
import { jsonBody } from './request-body.ts';
import { shareProblems } from './shared-problems.ts';
import { uploadBody } from './upload.ts';
import { webhooksOf } from './webhooks.ts';

/** Placeholder in examples if the document is built without its server's address. */
const exampleUrl = 'https://psnb2b.example';

const introduction = [
  'Buy PlayStation Store gift-card codes by machine: list what is in stock, place an order, download its codes.',
  'Every request carries an API key; every reply carries an `X-Request-Id` and the state of the rate limits; every',
  'refusal is a problem document (RFC 9457) with a stable `code`. Replies may gain members, and enumerations may gain',
  'values: ignore those that you do not know. Money is a decimal string beside its currency; time is RFC 3339 in UTC.',
].join(' ');

const bearer = {
  type: 'http',
  scheme: 'bearer',
  bearerFormat: 'psnb2b_live_… or psnb2b_test_…',
  description:
    'An API key of one partner and one mode. Test keys see the same catalogue with endless test stock.',
};

function bodyOf(operation: Operation, collect: SchemaCollector): Json {
  const { body, bodyOptional, upload, examples } = operation;
  if (upload) return { requestBody: uploadBody };
  if (body === undefined) return {};
  const required = bodyOptional !== true;
  return { requestBody: jsonBody(body, collect, { required, examples }) };
}

function pathItem(operation: Operation, collect: SchemaCollector, shown: Set<ErrorCode>): Json {
  const codes = refusalsOf(operation);
  const problems = problemReplies(codes, commonHeaders, collect);
  for (const code of codes) shown.add(code);
  const replies = Object.entries(operation.replies).map(([status, form]) => [
    status,
    replyOf(form, commonHeaders, collect),
  ]);
  const parameters = [
    ...parametersOf(operation, operation.method === 'POST'),
    ...(operation.auth === 'key' ? [testErrorReference(operation)] : []),
  ];
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: operation.description,
    security: operation.auth === 'key' ? [{ apiKey: [] }] : [],
    ...(operation.scope === null ? {} : { 'x-scope': operation.scope }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...bodyOf(operation, collect),
    responses: { ...Object.fromEntries(replies), ...problems },
  };
}

/**
 * The OpenAPI 3.1 document of the partner API, built from the operations; the same input gives the same bytes.
 * `serverUrl` is the public address without a trailing slash; without it the server is the host of the document.
 */
export function buildOpenapi({ serverUrl }: { serverUrl?: string } = {}): Json {
  const collector = schemaCollector();
  const shown = new Set<ErrorCode>();
  const paths: Record<string, Json> = {};
  for (const operation of Object.values<Operation>(operations)) {
    const item = pathItem(operation, collector, shown);
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: item };
  }
  const responses = shareProblems(paths);
  return {
    openapi: '3.1.0',
    info: {
      title: 'PSNB2B partner API',
      version: '1.0.0',
      summary: 'PlayStation Store gift-card codes for businesses.',
      description: introduction,
      contact: { name: 'Partner support', url: `${serverUrl ?? exampleUrl}/docs` },
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    externalDocs: { description: 'Guides', url: `${serverUrl ?? exampleUrl}/docs` },
    servers: [
      {
        url: `${serverUrl ?? ''}${basePath}`,
        description: 'Live and test keys use the same host.',
      },
    ],
    security: [{ apiKey: [] }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: webhooksOf(collector),
    components: {
      securitySchemes: { apiKey: bearer },
      parameters: { IdempotencyKey: idempotencyKeyParameter, ...testErrorParameters },
      responses,
      headers,
      schemas: Object.fromEntries(
        Object.entries(collector.schemas).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      examples: problemExamples(serverUrl ?? exampleUrl, shown),
    },
  };
}
