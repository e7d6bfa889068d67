import { webAppOperations } from '../calls/web-app-operations.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import {
  type WebApp,
  type WebAppOperation,
  webAppHeader,
  webAppRefusals,
  webApps,
  webAppTags,
} from '../kit/web-app-operation.ts';
import { type Json, type SchemaCollector, schemaCollector } from './components.ts';
import { headers } from './headers.ts';
import { idempotencyKeyParameter, parametersOf } from './parameters.ts';
import { problemExamples, problemReplies } from './problems.ts';
import { replyOf } from './replies.ts';
import { jsonBody } from './request-body.ts';
import { shareProblems } from './shared-problems.ts';
import { uploadBody } from './upload.ts';

const exampleUrl = 'https://psnb2b.example';
const headerNames = ['X-Request-Id', 'Cache-Control', 'Retry-After'] as const;

const introduction = [
  'For people in a browser, and for the web app of this server. A session cookie identifies the caller; every',
  `call but a GET also carries \`${webAppHeader}\` with the name of the app. Refusals are problem documents (RFC 9457)`,
  'with the codes of the partner API and a few of their own. Programs use the partner API and its keys.',
].join(' ');

function securitySchemes(webApp: WebApp): Json {
  return {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: `__Host-psnb2b_${webApp}`,
      description:
        'Set by signing in; `HttpOnly`, `SameSite=Strict`. Without TLS it has no `__Host-`.',
    },
    webApp: {
      type: 'apiKey',
      in: 'header',
      name: webAppHeader,
      description: `Always \`${webApp}\`: not a secret, but no other site can send it.`,
    },
  };
}

/** `session`: both schemes for calls that change something, only the cookie for reads. */
function security({ auth, method }: WebAppOperation): Json[] {
  const needed = {
    ...(auth === 'none' ? {} : { session: [] }),
    ...(method === 'GET' ? {} : { webApp: [] }),
  };
  return Object.keys(needed).length === 0 ? [] : [needed];
}

function bodyOf({ body, upload }: WebAppOperation, collect: SchemaCollector): Json {
  if (upload) return { requestBody: uploadBody };
  if (body === undefined) return {};
  return { requestBody: jsonBody(body, collect) };
}

function pathItem(
  webApp: WebApp,
  operation: WebAppOperation,
  collect: SchemaCollector,
  shown: Set<ErrorCode>,
): Json {
  const codes = webAppRefusals(operation, webApp);
  for (const code of codes) shown.add(code);
  const replies = Object.entries(operation.replies).map(([status, form]) => [
    status,
    replyOf(form, headerNames, collect),
  ]);
  const parameters = parametersOf(operation, operation.idempotent);
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    description: operation.description,
    security: security(operation),
    'x-roles': operation.roles,
    'x-step-up': operation.stepUp,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...bodyOf(operation, collect),
    responses: {
      ...Object.fromEntries(replies),
      ...problemReplies(codes, headerNames, collect),
    },
  };
}

/** The OpenAPI 3.1 document of a web app's API; the same input gives the same bytes. */
export function buildWebAppOpenapi(
  webApp: WebApp,
  { serverUrl }: { serverUrl?: string } = {},
): Json {
  const collector = schemaCollector();
  const shown = new Set<ErrorCode>();
  const paths: Record<string, Json> = {};
  const operations = Object.values<WebAppOperation>(webAppOperations[webApp]);
  for (const operation of operations) {
    const item = pathItem(webApp, operation, collector, shown);
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: item };
  }
  const used = new Set(operations.map(({ tag }) => tag));
  const responses = shareProblems(paths);
  return {
    openapi: '3.1.0',
    info: {
      title: webApps[webApp].title,
      version: '1.0.0',
      description: introduction,
      contact: { name: 'Support', url: `${serverUrl ?? exampleUrl}/docs` },
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: `${serverUrl ?? ''}${webApps[webApp].basePath}` }],
    tags: Object.entries(webAppTags)
      .filter(([name]) => used.has(name as WebAppOperation['tag']))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: securitySchemes(webApp),
      ...(operations.some(({ idempotent }) => idempotent) && {
        parameters: { IdempotencyKey: idempotencyKeyParameter },
      }),
      responses,
      headers: Object.fromEntries(
        [...headerNames, 'WWW-Authenticate'].map((name) => [name, headers[name]]),
      ),
      schemas: Object.fromEntries(
        Object.entries(collector.schemas).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
      examples: problemExamples(serverUrl ?? exampleUrl, shown),
    },
  };
}
