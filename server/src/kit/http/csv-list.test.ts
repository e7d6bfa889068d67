/**
 * Guards: a list of any length costs no memory: it is read as fast as its reader takes it, and not at all once the reader is gone; then its
 * connection to the database is free again.
 */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../testkit/index.ts';
import { Database } from '../database/index.ts';
import { numberPlace, Pages } from '../pages.ts';
import { type Authoriser, routesOf } from './call.ts';
import { csvList } from './csv-list.ts';
import { Drain } from './drain.ts';
import type { HttpOptions, Served } from './exchange.ts';
import { mountApi } from './mount-api.ts';
import { createHttp } from './server.ts';
import { UploadPlaces } from './upload-places.ts';

const ROWS = 20_000;
/** Each row is so wide that all of them fill many times the buffers of a connection. */
const WIDTH = 2_000;

interface Row {
  readonly number: number;
  readonly text: string;
}

const list = {
  id: 'list',
  method: 'GET',
  path: '/list',
  onStandby: true,
  replies: {
    200: { description: 'Rows.', mediaTypes: { 'text/csv': { schema: Type.String() } } },
  },
} as const;
const authoriser: Authoriser<object, object> = {
  unmet: () => ({}),
  unread: {},
  keysOf: () => '',
  byOf: (_caller, { at, address, requestId }) => ({ actor: '', at, address, requestId }),
  admit: () => ({
    caller: {},
    refusal: null,
    owner: '',
    quota: { headers: () => ({}), takeOrder: () => {}, giveBackOrder: () => {} },
  }),
};

let copy: TestDatabase;
let database: Database;
let app: FastifyInstance;
let fetched = 0;
/** Resolves when nobody takes pieces of the last list any more. */
let isLeft = Promise.withResolvers<void>();
async function* untilEnd(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  isLeft = Promise.withResolvers();
  try {
    yield* pieces;
  } finally {
    isLeft.resolve();
  }
}
const served: Served[] = [];
/** Whether the last request that a standby may serve is over. */
let isOver: () => boolean = () => true;
beforeAll(async () => {
  copy = await testDatabase();
  // One connection: whoever keeps it keeps everybody else out.
  database = new Database({ url: copy.url, connectionsMax: 1 });
  await database.transaction(async (tx) => {
    await tx.query('CREATE TABLE public.long_list (number int PRIMARY KEY, text text NOT NULL)');
    await tx.query(
      `INSERT INTO public.long_list SELECT n, repeat('x', $2) FROM generate_series(1, $1) n`,
      [ROWS, WIDTH],
    );
  });
  const pages = new Pages('rows', numberPlace, ({ number }: Row) => number);
  const options: HttpOptions = {
    publicUrl: () => 'http://localhost',
    addressOf: (address) => address,
    now: () => new Date(),
    onReply: (done) => served.push(done),
    uploads: new UploadPlaces({ perAddressMax: 1, inAllMax: 1 }),
    drain: new Drain(),
    onStandby: (work, until) => {
      isOver = until;
      return work();
    },
  };
  const routes = routesOf<object>()({ list })({
    list: (call) => {
      const reply = csvList(
        call,
        { name: 'rows.csv', columns: ['number', 'text'] },
        pages,
        {},
        async ({ behind, limit }) => {
          const { rows } = await database.reads.query<Row & Record<string, unknown>>(
            'SELECT number, text FROM public.long_list WHERE number > $1 ORDER BY number LIMIT $2',
            [behind ?? 0, limit],
          );
          fetched += rows.length;
          return rows;
        },
        (rows) => rows,
      );
      return { ...reply, body: untilEnd(reply.body as unknown as AsyncIterable<Buffer>) as never };
    },
  });
  app = createHttp(options);
  mountApi(app, '/api', routes, authoriser, options);
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  // Of a test that failed, too: nobody would end it.
  app.server.closeAllConnections();
  await app.close();
  await database[Symbol.asyncDispose]();
  await copy[Symbol.asyncDispose]();
});

async function open(): Promise<IncomingMessage> {
  const { port } = app.server.address() as AddressInfo;
  const sent = request({ port, path: '/api/list', agent: false });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return response;
}

test('who reads on gets every row', async () => {
  let lines = 0;
  const response = await open();
  expect(isOver()).toBe(false);
  for await (const piece of response) {
    for (const byte of piece as Buffer) if (byte === 10) lines += 1;
  }
  expect(lines).toBe(ROWS + 1);
  await vi.waitUntil(isOver);
});

test('who reads slowly is waited for, and for who leaves nothing more is read', async () => {
  fetched = 0;
  served.length = 0;
  const response = await open();
  await once(response, 'readable');
  // The buffers of the connection fill up; then reading stops. The first piece is the head of the list, before anything is read.
  let before = 0;
  await vi.waitUntil(
    () => {
      const isStill = fetched > 0 && fetched === before;
      before = fetched;
      return isStill;
    },
    { interval: 500, timeout: 20_000 },
  );
  expect(fetched).toBeLessThan(ROWS / 2);
  expect(isOver()).toBe(false);
  response.destroy();
  await vi.waitUntil(() => served.length > 0, { timeout: 20_000 });
  expect(served).toMatchObject([{ status: 499, operation: 'list' }]);
  expect(isOver()).toBe(true);
  const atItsEnd = fetched;
  const { rows } = await database.reads.query('SELECT 1 AS one');
  expect(rows).toEqual([{ one: 1 }]);
  // What was being read when the reader left is not followed by anything.
  await isLeft.promise;
  expect(fetched - atItsEnd).toBeLessThanOrEqual(1_001);
});
