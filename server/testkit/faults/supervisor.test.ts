/** Guards: a process that ends by itself is found, also one whose log once had the reason for which a start is repeated; repeated starts are counted. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, startWorker } from '../server-process.ts';
import { Supervisor, wasUnanswered } from './supervisor.ts';

const REFUSED = 'PostgreSQL cannot be reached as DATABASE_URL says: timeout.';
const ENTRY = '{"level":40,"msg":"127.0.0.1:5432 cannot be reached"}';
const READY = /ready to work/;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-supervisor-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A program of these statements. */
async function program(name: string, text: string): Promise<string> {
  const path = join(folder, `${name}.mjs`);
  await writeFile(path, text);
  return path;
}

/** Writes the words of a ready process, and then does something. */
const ready = (then: string) =>
  `console.log('psnb2b listens on http://127.0.0.1:1'); console.log('ready to work'); ${then}`;
const RUNS = 'setInterval(() => {}, 1_000);';

const server = (main: string) => () => startServer(folder, {}, main);
const worker = (main: string) => async () => {
  const started = startWorker(folder, {}, main);
  await started.logged(READY);
  return started;
};

test('an end is unanswered if its last words say so, whatever was logged before or arrives later', () => {
  expect(wasUnanswered(`${ENTRY}\n${REFUSED}\n`)).toBe(true);
  expect(wasUnanswered(`${REFUSED}\n${ENTRY}\n\n`)).toBe(true);
  expect(wasUnanswered(`${ENTRY}\nTypeError: x is not a function\n`)).toBe(false);
  expect(wasUnanswered(`${REFUSED}\nTypeError: x is not a function\n`)).toBe(false);
  expect(wasUnanswered('')).toBe(false);
});

test('a process that ends by itself is found, and one that is killed is not', async () => {
  await using supervisor = new Supervisor();
  const fails = await program(
    'fails',
    ready(`console.log(${JSON.stringify(ENTRY)}); console.error(${JSON.stringify(REFUSED)});`),
  );
  const runs = await program('runs', ready(RUNS));
  const died = [
    await supervisor.start('worker', worker(fails)),
    await supervisor.start('API node', server(await program('ends', ready('')))),
  ];
  await Promise.all(died.map(({ exited }) => exited));
  const killed = [
    await supervisor.start('worker', worker(runs)),
    await supervisor.start('API node', server(runs)),
  ];
  await Promise.all(killed.map((each) => each.kill()));
  await Promise.all(killed.map(({ exited }) => exited));
  expect(supervisor.died.toSorted()).toEqual(['API node: ready to work', `worker: ${REFUSED}`]);
  expect(supervisor.restarts).toBe(0);
});

test('a start that no database answered is repeated and counted, any other failure is thrown', async () => {
  await using supervisor = new Supervisor(1);
  const path = JSON.stringify(join(folder, 'tries'));
  const third = await program(
    'third',
    `import { appendFileSync, readFileSync } from 'node:fs';
     appendFileSync(${path}, 'x');
     if (readFileSync(${path}, 'utf8').length % 3 === 0) { ${ready(RUNS)} }
     else { console.log(${JSON.stringify(ENTRY)}); console.error(${JSON.stringify(REFUSED)}); }`,
  );
  await supervisor.start('API node', server(third));
  expect(supervisor.restarts).toBe(2);
  await supervisor.start('worker', worker(third));
  expect(supervisor.restarts).toBe(4);
  const broken = await program(
    'broken',
    `console.log(${JSON.stringify(ENTRY)}); console.error('a setting is wrong');`,
  );
  await expect(supervisor.start('worker', worker(broken))).rejects.toThrow('a setting is wrong');
  await expect(supervisor.start('API node', server(broken))).rejects.toThrow('a setting is wrong');
  expect([supervisor.restarts, supervisor.died]).toEqual([4, []]);
});
