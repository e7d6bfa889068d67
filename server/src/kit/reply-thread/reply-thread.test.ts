/**
 * Guards: replies that are made in another thread arrive whole, or break off where they failed; a reader who leaves costs nothing more, and a
 * thread that dies costs only the replies that it was making.
 */
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AskedReply } from '../../../testkit/reply-maker.ts';
import { ReaderGone } from '../database/index.ts';
import type { Reply } from '../http/index.ts';
import { ReplyThread, type ReplyThreadOptions } from './index.ts';

const FILE = new URL('../../../testkit/reply-maker.ts', import.meta.url);
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

function open(more: Partial<ReplyThreadOptions> = {}) {
  return new ReplyThread({ file: () => FILE, data: null, ...more });
}

let thread: ReplyThread;
const lost: string[] = [];
beforeAll(() => {
  thread = open({ onLost: ({ message }) => lost.push(message) });
});
afterAll(() => thread[Symbol.asyncDispose]());

const staying = { line: '', onClose: () => {} };
const ask = (asked: AskedReply) => thread.reply(asked, staying);
async function textOf({ body }: Reply): Promise<string> {
  let text = '';
  for await (const piece of body as AsyncIterable<Buffer>) text += piece.toString();
  return text;
}

test('a reply arrives with its status, its headers and every piece, and the thread counts what it made', async () => {
  const before = thread.used;
  const pieces = ['Größe,', 'x'.repeat(100_000), ',=1'];
  const reply = await ask({ pieces });
  expect([reply.status, reply.headers]).toEqual([200, { 'content-type': 'text/plain' }]);
  expect(await textOf(reply)).toBe(pieces.join(''));
  expect(thread.used.pieces - before.pieces).toBe(3);
  expect(thread.used.bytes - before.bytes).toBe(Buffer.byteLength(pieces.join('')));
  expect(thread.used.cpuSeconds).toBeGreaterThan(before.cpuSeconds);
});

test('one that is whole arrives whole', async () => {
  expect(await ask({ whole: 'all of it' })).toEqual({ status: 200, body: 'all of it' });
});

test('a refusal keeps its code and its sentence', async () => {
  const refused = { code: 'not_found', message: 'There is none.' };
  await expect(ask({ refuse: true })).rejects.toMatchObject({ name: 'Refusal', ...refused });
});

test('pieces are made only as they are taken, each in its turn', async () => {
  const lines: string[] = [];
  await using paced = open({
    pace: (make, line) => {
      lines.push(line);
      return make();
    },
  });
  const { body } = await paced.reply({ pieces: ['a', 'b'] }, { ...staying, line: 'ann' });
  const taken = (body as AsyncGenerator<Buffer>)[Symbol.asyncIterator]();
  expect([paced.used.pieces, lines]).toEqual([0, []]);
  expect(String((await taken.next()).value)).toBe('a');
  expect([paced.used.pieces, lines]).toEqual([1, ['ann']]);
});

test('an error in the middle is thrown after the pieces before it', async () => {
  const reply = await ask({ pieces: ['a'], after: 'fail' });
  const taken = (reply.body as AsyncGenerator<Buffer>)[Symbol.asyncIterator]();
  expect(String((await taken.next()).value)).toBe('a');
  await expect(taken.next()).rejects.toThrow('too far');
  expect((await taken.next().catch(({ message }: Error) => message)) as string).toContain(
    'nothing more',
  );
});

test.each(['reply', 'connection'])(
  'whoever leaves by its %s ends what is made for them',
  async (by) => {
    const left = new SharedArrayBuffer(4);
    const closing: (() => void)[] = [];
    const reader = { line: '', onClose: (listener: () => void) => closing.push(listener) };
    const reply = await thread.reply({ pieces: ['a'], after: 'wait', left }, reader);
    const taken = reply.body as AsyncGenerator<Buffer>;
    await taken.next();
    if (by === 'reply') await taken.return(undefined);
    else for (const close of closing) close();
    await vi.waitUntil(() => Atomics.load(new Int32Array(left), 0) === 1);
    // What is still asked for is no failure of the server.
    await expect(taken.next()).rejects.toThrow(ReaderGone);
  },
);

test('a thread that dies cuts the connection of what it was making, and the next reply is made by another', async () => {
  const asked: AskedReply[] = [{ pieces: ['a'], after: 'die' }, { pieces: ['a', 'b'] }];
  await using server = createServer((_, response) => {
    const [next] = asked.splice(0, 1);
    void ask(next ?? {}).then(({ body }) => {
      pipeline(Readable.from(body as AsyncIterable<Buffer>), response, () => {});
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const fetched = () =>
    new Promise<{ text: string; isWhole: boolean }>((resolve) => {
      const { port } = server.address() as AddressInfo;
      get({ host: '127.0.0.1', port, agent: false }, (message: IncomingMessage) => {
        let text = '';
        message.on('data', (piece) => {
          text += String(piece);
        });
        message.on('error', () => {});
        message.on('close', () => resolve({ text, isWhole: message.complete }));
      });
    });
  expect(await fetched()).toEqual({ text: 'a', isWhole: false });
  expect(lost).toEqual(['it ended']);
  expect(await fetched()).toEqual({ text: 'ab', isWhole: true });
});

test('one that dies before the head refuses that reply, which may be asked for again', async () => {
  await using dying = open({ file: () => new URL('data:text/javascript,process.exit(1)') });
  await expect(dying.reply({}, staying)).rejects.toMatchObject({ code: 'unavailable' });
});

test('one that does not answer is ended', async () => {
  const hangs = new URL('data:text/javascript,setInterval(() => {}, 1000)');
  await using hanging = open({ file: () => hangs, answerMsMax: 50 });
  await expect(hanging.reply({}, staying)).rejects.toMatchObject({ code: 'unavailable' });
});

test('a thread that nobody asks ends, unnoticed, and its work stays counted', async () => {
  const noticed: Error[] = [];
  await using resting = open({ idleMs: 1, onLost: (error) => noticed.push(error) });
  await textOf(await resting.reply({ pieces: ['a'] }, staying));
  await vi.waitUntil(() => !resting.isRunning);
  await textOf(await resting.reply({ pieces: ['b'] }, staying));
  expect([resting.used.pieces, noticed]).toEqual([2, []]);
});
