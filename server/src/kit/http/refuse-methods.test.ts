/**
 * Guards: a path refuses every method that none of its calls has, and names theirs, whichever other paths fit the same address; and only an
 * address that no path fits is unknown.
 */
import fastify, { type FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import type { Operation } from './call.ts';
import { refuseMethods } from './refuse-methods.ts';
import { ROUTED_METHODS } from './server.ts';

/** As the router reads them. */
const CALLS = [
  'GET /lots/:id',
  'DELETE /lots/:id',
  'POST /lots/quote',
  'GET /lots/:id/codes',
  'POST /lots/:id/:step',
  'PUT /lots/quote/last',
  'GET /lots/:id/codes/:code/note',
  'PATCH /lots/quote/:part/:code/note',
].map((text) => text.split(' ') as [string, string]);

async function server(): Promise<FastifyInstance> {
  const app = fastify({ exposeHeadRoutes: true });
  app.register(
    async (api) => {
      const paths = Map.groupBy(CALLS, ([, path]) => path);
      refuseMethods<Operation>(
        app,
        api,
        [...paths].map(([path, calls]) => ({
          path,
          operations: calls.map(([method]) => ({ method }) as Operation),
        })),
        {
          notAllowed: (request, reply, { allow }) =>
            reply.send(`${request.raw.method} is not among ${allow}`),
          notFound: (request, reply) => reply.send(`${request.raw.method} finds nothing`),
        },
      );
      for (const [method, path] of CALLS) {
        api.route({ method, url: path, handler: async () => `${method} ${path}` });
      }
    },
    { prefix: '/api' },
  );
  return app;
}

test.each([
  ['/api/lots/1', 'GET /lots/:id', 'GET, HEAD, DELETE'],
  ['/api/lots/', 'GET /lots/:id', 'GET, HEAD, DELETE'],
  ['/api/lots/quote', null, 'POST'],
  ['/api/lots/quot%65', null, 'POST'],
  ['/api/lots/quote?at=1', null, 'POST'],
  ['/api/lots/1/codes', 'GET /lots/:id/codes', 'GET, HEAD'],
  ['/api/lots/quote/codes', 'GET /lots/:id/codes', 'GET, HEAD'],
  ['/api/lots/quote/last', null, 'PUT'],
  ['/api/lots/1/last', null, 'POST'],
  ['/api/lots/1/codes/2/note', 'GET /lots/:id/codes/:code/note', 'GET, HEAD'],
  ['/api/lots/quote/codes/2/note', null, 'PATCH'],
  ['/api/lots/1/price/2/note', null, null],
  ['/api/other', null, null],
  ['/api/lots/1/2/3', null, null],
])('%s', async (url, got, allow) => {
  await using app = await server();
  for (const method of ROUTED_METHODS) {
    const { body } = await app.inject({ method, url });
    if (method === 'HEAD') continue;
    if (method === 'GET' && got !== null) expect(body).toBe(got);
    else if (allow === null) expect(body).toBe(`${method} finds nothing`);
    else if (allow.split(', ').includes(method)) expect(body).toMatch(`${method} /lots/`);
    else expect(body).toBe(`${method} is not among ${allow}`);
  }
});
