/**
 * Guards: the MCP server passes the scenarios of @modelcontextprotocol/conformance that test what it offers. A scenario that
 * calls tools by names of the suite runs against our protocol code with those tools. What we do not offer is named, and
 * none of it counts as passed.
 */
import { execFile } from 'node:child_process';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveHttp } from '../src/mcp/serve-http.ts';
import { type Elicit, openSession, type ToolResult } from '../src/mcp/session.ts';
import { openTestDesk, type TestDesk } from './run.ts';

const CLIENTS = process.env.CLIENTS;
const TOKEN = 'token-of-the-test-with-more-than-32-characters';
const stop = new AbortController();
const ended: Promise<unknown>[] = [];
let desk: TestDesk;

/** `psnb2b mcp --http`, as a partner starts it. */
const OURS = [
  'server-initialize',
  'ping',
  'tools-list',
  'server-sse-multiple-streams',
  'dns-rebinding-protection',
] as const;
/** The same protocol code with the tools that the suite calls. */
const WITH_ITS_TOOLS = [
  'tools-call-simple-text',
  'tools-call-error',
  'tools-call-elicitation',
  'json-schema-2020-12',
] as const;
const NO_RESOURCES = 'we offer tools, and no resources';
const NO_PROMPTS = 'we offer tools, and no prompts';
const NO_FIELDS = 'our question is whether to buy, and has no fields';
const ONLY_TEXT = 'our tools return text only';
const NOT_OFFERED: Readonly<Record<string, string>> = {
  'logging-set-level': 'the person who runs the server sees its log, the model does not',
  'completion-complete': 'there are no prompts or resources to complete',
  'tools-call-image': ONLY_TEXT,
  'tools-call-audio': ONLY_TEXT,
  'tools-call-embedded-resource': ONLY_TEXT,
  'tools-call-mixed-content': ONLY_TEXT,
  'tools-call-with-logging': 'no log is sent to the model',
  'tools-call-with-progress': 'our tools answer within seconds, without progress',
  'tools-call-sampling': 'we never use the model of the client',
  'elicitation-sep1034-defaults': NO_FIELDS,
  'elicitation-sep1330-enums': NO_FIELDS,
  'server-sse-polling': 'a stream that breaks is not resumed: the reference finds what was bought',
  'resources-list': NO_RESOURCES,
  'resources-read-text': NO_RESOURCES,
  'resources-read-binary': NO_RESOURCES,
  'resources-templates-read': NO_RESOURCES,
  'resources-subscribe': NO_RESOURCES,
  'resources-unsubscribe': NO_RESOURCES,
  'prompts-list': NO_PROMPTS,
  'prompts-get-simple': NO_PROMPTS,
  'prompts-get-with-args': NO_PROMPTS,
  'prompts-get-embedded-resource': NO_PROMPTS,
  'prompts-get-with-image': NO_PROMPTS,
};

let ours: string;
let withItsTools: string;
beforeAll(async () => {
  if (CLIENTS === undefined) throw new Error('Run this with: npm run test:languages');
  desk = await openTestDesk();
  const served = await new Promise<string>((resolve) => {
    const env = { PSNB2B_MCP_TOKEN: TOKEN };
    const onErr = (text: string) => {
      const address = /http:\S+\/mcp/.exec(text)?.[0];
      if (address !== undefined) resolve(address);
    };
    const { signal } = stop;
    ended.push(desk.desk.run(['mcp', '--http', '0'], { env, signal, onErr }));
  });
  ours = await withToken(served);
  withItsTools = await withToken(await serveItsTools());
});
afterAll(async () => {
  stop.abort();
  await Promise.all(ended);
  await desk[Symbol.asyncDispose]();
});

/** Adds the token, which the suite cannot send, and changes nothing else of a request. */
async function withToken(target: string): Promise<string> {
  const proxy = createServer((given, reply) => {
    const headers = { ...given.headers, authorization: `Bearer ${TOKEN}` };
    const onward = httpRequest(target, { method: given.method ?? 'GET', headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    onward.on('error', () => reply.destroy());
    reply.on('close', () => onward.destroy());
    given.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  stop.signal.addEventListener('abort', () => {
    proxy.close();
    proxy.closeAllConnections();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mcp`;
}

async function run(scenario: string, url: string): Promise<{ passed: number; said: string }> {
  const bin = join(CLIENTS ?? '', 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
  const args = [bin, 'server', '--url', url, '--scenario', scenario];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args).catch((e) => e);
  const said = `${stdout}${stderr}`;
  const [, passed, all] = /Passed: (\d+)\/(\d+), 0 failed, 0 warnings/.exec(said) ?? [];
  return { passed: passed === all ? Number(passed ?? 0) : 0, said };
}

test.each(OURS)('psnb2b mcp: %s', async (scenario) => {
  const { passed, said } = await run(scenario, ours);
  expect(passed, said).toBeGreaterThan(0);
});

test.each(WITH_ITS_TOOLS)('our protocol code: %s', async (scenario) => {
  const { passed, said } = await run(scenario, withItsTools);
  expect(passed, said).toBeGreaterThan(0);
});

test('every scenario of the suite is run, or named with the reason why it is not', async () => {
  const bin = join(CLIENTS ?? '', 'node_modules/.bin/conformance');
  const { stdout } = await promisify(execFile)(process.execPath, [bin, 'list']);
  const [servers = ''] = stdout.split('Client scenarios');
  const all = [...servers.matchAll(/^ {2}- (\S+)/gm)].map(([, name]) => name);
  const known = [...OURS, ...WITH_ITS_TOOLS, ...Object.keys(NOT_OFFERED)];
  expect(known.toSorted()).toEqual(all.toSorted());
  for (const [name, reason] of Object.entries(NOT_OFFERED)) {
    console.log(`not offered, so not run: ${name}: ${reason}`);
  }
});

const text = { type: 'string' };
const FORM = {
  type: 'object',
  properties: { username: text, email: text },
  required: ['username', 'email'],
};
const ADDRESS = { type: 'object', properties: { street: text, city: text } };
const SCHEMA_2020_12 = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  $defs: { address: ADDRESS },
  properties: { name: text, address: { $ref: '#/$defs/address' } },
  additionalProperties: false,
};

/** Serves tools by the names and with the results that the descriptions of the scenarios give. */
async function serveItsTools(): Promise<string> {
  const annotations = {
    readOnlyHint: true,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: false,
  };
  const tool = (name: string, inputSchema: object = { type: 'object', properties: {} }) => ({
    name,
    title: name,
    description: `The suite calls ${name}.`,
    inputSchema,
    annotations,
  });
  const offer = {
    instructions: '',
    tools: [
      tool('test_simple_text'),
      tool('test_error_handling'),
      tool('test_elicitation'),
      tool('json_schema_2020_12_tool', SCHEMA_2020_12),
    ],
    call: async (name: string, given: object, elicit: Elicit): Promise<ToolResult> => {
      const saying = (said: string, isError = false) => ({
        content: [{ type: 'text', text: said }],
        isError,
      });
      if (name === 'test_simple_text') return saying('This is a simple text response for testing.');
      if (name === 'test_error_handling')
        return saying('This tool intentionally returns an error for testing', true);
      const { message = name } = given as { message?: string };
      return saying(`User response: ${JSON.stringify(await elicit(message, FORM))}`);
    },
  };
  return new Promise((resolve) => {
    const place = { host: '127.0.0.1', port: 0, token: TOKEN, signal: stop.signal };
    ended.push(serveHttp(place, () => openSession(offer), resolve));
  });
}
