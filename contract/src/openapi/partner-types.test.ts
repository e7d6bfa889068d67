/**
 * Guards: the types that a partner generates from our document are usable: nothing optional is required, a refusal is
 * narrowed by its code and an event by its type, and there is nothing in them that a key cannot call. The compiler
 * checks this, on the types that openapi-typescript generates with its own settings.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const HEAD = `import type { components, operations, webhooks } from './psnb2b.js';
type Body = operations['createOrder']['requestBody']['content']['application/json'];
type Conflict = operations['createOrder']['responses'][409]['content']['application/problem+json'];
type Limited = operations['getOrder']['responses'][429]['content']['application/problem+json'];
type Event = components['schemas']['Event'];
`;

const USAGES: [string, string][] = [
  [
    'an order without what may be left out',
    `const order: Body = { region: 'US', denomination: 50, quantity: 1 };`,
  ],
  [
    'a rotation without a body',
    `const rotation: operations['rotateWebhookSecret']['requestBody'] = undefined;`,
  ],
  [
    'a refusal by its code',
    `const left = (no: Conflict): number => (no.code === 'out_of_stock' ? no.available : 0);`,
  ],
  [
    'another refusal by its code',
    `const price = (no: Conflict): string => (no.code === 'price_changed' ? no.unit_price : '');`,
  ],
  ['the only refusal of a status', `const wait = (no: Limited): number => no.retry_after;`],
  [
    'an event by its type',
    `function told(event: Event): string | null {
      switch (event.type) {
        case 'order.status_changed': return event.data.order.id;
        case 'claim.status_changed': return event.data.claim.id;
        case 'inventory.changed': return event.data.since;
        case 'balance.low': return event.data.threshold;
        case 'deposit.credited': return event.data.deposit.amount;
        case 'deposit.reversed': return event.data.deposit.reason;
        case 'key.rotated': return event.data.key_id;
        case 'key.expiring': return event.data.expires_at;
        case 'webhook_endpoint.failing': return event.data.disabled_from;
        case 'webhook_endpoint.disabled': return event.data.reason;
        case 'stream.restored': return event.data.backup_at;
        case 'webhook.test': return event.data.endpoint_id;
      }
    }`,
  ],
  [
    'the payload of a webhook',
    `type Payload = webhooks['order.status_changed']['post']['requestBody']['content']['application/json'];
     const before = (payload: Payload): string | null => payload.data.previous_status;`,
  ],
  [
    'a value that comes later',
    `const failure: components['schemas']['OrderFailure'] = { code: 'of_next_year', detail: 'Later.', reason: null };`,
  ],
  [
    'no name of the language itself',
    `// @ts-expect-error There is none.
     type Taken = components['schemas']['File'];`,
  ],
  [
    'no code that a key never meets',
    `type Every = operations[keyof operations]['responses'];
     type Codes<Replies> = Replies extends Record<number, infer Reply> ? Reply extends { content: { 'application/problem+json': { code: infer Code } } } ? Code : never : never;
     // @ts-expect-error A call of a web app.
     const code: Codes<Every> = 'csrf_refused';
     const known: Codes<Every> = 'unauthorized';`,
  ],
];
const MISSING_MEMBER = 'const no = (refusal: Conflict) => refusal.available;';

let folder: string;
let program: ts.Program;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-types-'));
  const document = await readFile(join(ROOT, 'contract/openapi.json'), 'utf8');
  const guide = await readFile(join(ROOT, 'docs/guides/versions.md'), 'utf8');
  const files: Record<string, string> = {
    'psnb2b.d.ts': astToString(await openapiTypescript(document)),
    'package.json': '{"type":"module"}',
    'guide.ts': /^```ts\n(.*?)^```$/ms.exec(guide)?.[1] ?? 'nothing',
    'missing-member.ts': `${HEAD}${MISSING_MEMBER}`,
  };
  for (const [index, [, source]] of USAGES.entries()) {
    files[`usage-${index}.ts`] = `${HEAD}${source}`;
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  // One program for all usages: the types are read and checked once.
  const sources = Object.keys(files).filter((name) => name.endsWith('.ts'));
  program = ts.createProgram(
    sources.map((name) => join(folder, name)),
    {
      strict: true,
      noEmit: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
    },
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** Returns the compiler's errors in one file of the program. */
function complaints(name: string): string[] {
  const file = program.getSourceFile(join(folder, name));
  const found = ts.getPreEmitDiagnostics(program, file);
  return found.map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
}

test('the types themselves compile', () => {
  expect(complaints('psnb2b.d.ts')).toEqual([]);
});

test.each(USAGES.map(([name], index) => [name, `usage-${index}.ts`] as const))(
  '%s',
  (_name, file) => {
    expect(complaints(file)).toEqual([]);
  },
);

test('the compiler reports members that do not exist', () => {
  expect(complaints('missing-member.ts').join('\n')).toContain(
    "Property 'available' does not exist",
  );
});

test('the sample of the guide compiles', () => {
  expect(complaints('guide.ts')).toEqual([]);
});
