import { readFileSync } from 'node:fs';
import { errorPage, isErrorCode } from '@psnb2b/contract';
import type { FastifyInstance } from 'fastify';

const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";
const SCALAR = import.meta.resolve('@scalar/api-reference');
const CACHE_SECONDS = 3600;

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>psnb2b API reference</title>
  </head>
  <body>
    <main id="reference"></main>
    <script src="/docs/assets/reference.js"></script>
    <script src="/docs/assets/start.js"></script>
  </body>
</html>
`;

const START = `Scalar.createApiReference('#reference', {
  url: '/api/v1/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
});
`;

/** The API reference at `/docs`, rendered from our own document, and a page per error code. */
export function mountDocs(http: FastifyInstance, publicUrl: () => string): void {
  let bundle: string | undefined;
  const headers = { 'content-security-policy': CSP, 'x-content-type-options': 'nosniff' };
  http.get('/docs', (_request, reply) =>
    reply.headers(headers).type('text/html; charset=utf-8').send(PAGE),
  );
  http.get('/docs/assets/reference.js', (_request, reply) => {
    bundle ??= readFileSync(new URL('./browser/standalone.js', SCALAR), 'utf8');
    return reply
      .headers({ ...headers, 'cache-control': `public, max-age=${CACHE_SECONDS}` })
      .type('text/javascript; charset=utf-8')
      .send(bundle);
  });
  http.get('/docs/assets/start.js', (_request, reply) =>
    reply.headers(headers).type('text/javascript; charset=utf-8').send(START),
  );
  http.get<{ Params: { code: string } }>('/docs/errors/:code', (request, reply) => {
    const { code } = request.params;
    if (!isErrorCode(code)) return reply.code(404).type('text/plain').send('No such error code.');
    return reply
      .headers(headers)
      .type('text/markdown; charset=utf-8')
      .send(errorPage(code, publicUrl()));
  });
}
