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

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'psnb2b-types-'));
  const document = await readFile(join(ROOT, 'contract/openapi.json'), 'utf8');
  await writeFile(join(folder, 'psnb2b.d.ts'), astToString(await openapiTypescript(document)));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(() => rm(folder, { recursive: true }));

/** Returns the compiler's errors for a program that uses these types. */
async function complaints(source: string): Promise<string[]> {
  const file = join(folder, 'usage.ts');
  await writeFile(file, source);
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  const found = ts.getPreEmitDiagnostics(program);
  return found.map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
}

test.each([
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
        case 'key.rotated': return event.data.key_id;
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
    `const failure: components['schemas']['OrderFailure'] = { code: 'of_next_year', detail: 'Later.' };`,
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
])('%s', async (_name, source) => {
  expect(await complaints(`${HEAD}${source}`)).toEqual([]);
});

test('the compiler reports members that do not exist', async () => {
  const errors = await complaints(`${HEAD}const no = (refusal: Conflict) => refusal.available;`);
  expect(errors.join('\n')).toContain("Property 'available' does not exist");
});

test('the sample of the guide compiles', async () => {
  const guide = await readFile(join(ROOT, 'docs/guides/versions.md'), 'utf8');
  const block = /^```ts\n(.*?)^```$/ms.exec(guide)?.[1];
  expect(await complaints(block ?? 'nothing')).toEqual([]);
});
