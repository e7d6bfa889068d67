import { type Operation, operations } from '@psnb2b/contract';
import { callOf, fixedValues, type Step, story } from './reference/story.ts';
import type { SampleCall } from './samples/index.ts';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** Stops a run that could spend money. */
const TEST_KEYS_ONLY = [
  "const key = pm.collectionVariables.get('KEY') || pm.environment.get('KEY') || '';",
  "if (!key.startsWith('psnb2b_test_')) throw new Error('Set the variable KEY to a test key.');",
];

/**
 * The API as a collection of requests (Postman's format 2.1, which Bruno and Insomnia import too). Run from first to last with a test
 * key, every request succeeds, because each keeps what later ones need.
 */
export function buildCollection(apiUrl: string): object {
  const fixed = Object.entries({ API: apiUrl, KEY: '', ...fixedValues });
  return {
    info: {
      name: 'PSNB2B partner API',
      description:
        'Set the variable KEY to a test key. Run the requests in order: each keeps the ids that later ones use.',
      schema: SCHEMA,
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{KEY}}', type: 'string' }] },
    event: [scriptOf('prerequest', TEST_KEYS_ONLY)],
    variable: fixed.map(([key, value]) => ({ key, value })),
    item: story.map(itemOf),
  };
}

function itemOf(step: Step): object {
  const operation: Operation = operations[step.operation];
  const call = callOf(step);
  return {
    name: step.name ?? operation.summary,
    request: {
      method: call.method,
      description: operation.description,
      ...(operation.auth === 'none' ? { auth: { type: 'noauth' } } : {}),
      header: call.headers
        .filter(([name]) => name !== 'Authorization')
        .map(([key, value]) => ({ key, value: key === 'Idempotency-Key' ? '{{$guid}}' : value })),
      url: urlOf(call),
      ...bodyOf(operation, call),
    },
    event: [scriptOf('test', testOf(step))],
  };
}

/** `$ORDER` → `{{ORDER}}` */
function named(text: string): string {
  return text.replaceAll(/\$([A-Z][A-Z_]*)/g, '{{$1}}');
}

function urlOf({ url }: SampleCall): object {
  const [address = '', search = ''] = named(url).split('?');
  const [host, ...path] = address.split('/');
  const query = search.split('&').flatMap((pair) => {
    const [key, value] = pair.split('=');
    return key ? { key, value } : [];
  });
  return { raw: named(url), host: [host], path, ...(query.length === 0 ? {} : { query }) };
}

function bodyOf({ upload }: Operation, { body }: SampleCall): object {
  if (upload) {
    return {
      body: { mode: 'formdata', formdata: [{ key: 'file', type: 'file', src: 'error.png' }] },
    };
  }
  if (body === undefined) return {};
  const raw = named(JSON.stringify(body, null, 2));
  return { body: { mode: 'raw', raw, options: { raw: { language: 'json' } } } };
}

function testOf({ keep = {} }: Step): string[] {
  const kept = Object.entries(keep).map(([name, path]) => {
    const where = path.map((part) => `[${JSON.stringify(part)}]`).join('');
    return `pm.collectionVariables.set('${name}', pm.response.json()${where});`;
  });
  return ["pm.test('succeeds', () => pm.expect(pm.response.code).to.be.below(300));", ...kept];
}

function scriptOf(listen: 'prerequest' | 'test', exec: readonly string[]): object {
  return { listen, script: { type: 'text/javascript', exec } };
}
