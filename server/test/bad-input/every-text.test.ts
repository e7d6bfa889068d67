/**
 * Guards: whatever text stands in any text member of any body, no call fails on it. What the contract forbids is refused at the pointer of that
 * member; what is accepted is stored and returned as the same text. Generated from the contract of all three APIs: a member that is
 * added is tested.
 */
import { type Operation, operations, webAppOperations } from '@psnb2b/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { required } from '../../src/kit/assert.ts';
import { drivenClock } from '../../src/kit/clock.ts';
import { formatId, type IdPrefix, newUuid } from '../../src/kit/ids.ts';
import {
  type Answer,
  openShop,
  type Shop,
  signUp,
  staff,
  stepUp,
  type Visitor,
  visitor,
} from '../../testkit/index.ts';

interface Shape {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
}

const MARKUP = '\u202e<img src=x onerror=alert(1)> &amp; "\' \u2066\u05e9\u05dc\u05d5\u05dd\u2069';
const TEXTS: Readonly<Record<string, string>> = {
  long: 'x'.repeat(10_000),
  nul: 'a\0b',
  'half a character': 'a\ud800b',
  'markup and right to left': MARKUP,
};

/** The pointers of all text members of a body; `0` is an entry. */
function textsIn(shape: Shape | undefined, pointer = ''): [string, Shape][] {
  if (!shape || shape.enum || shape.const !== undefined) return [];
  const isText = [shape.type].flat().includes('string');
  return [
    ...(isText ? [[pointer, shape] as [string, Shape]] : []),
    ...Object.entries(shape.properties ?? {}).flatMap(([name, inner]) =>
      textsIn(inner, `${pointer}/${name}`),
    ),
    ...textsIn(shape.items, `${pointer}/0`),
    ...(shape.anyOf ?? []).flatMap((inner) => textsIn(inner, pointer)),
  ];
}

/** Texts of which one fits most patterns. */
const SAMPLES = [
  'Some words',
  '1.00',
  'USD',
  'US',
  'a',
  '1',
  '2026-11',
  '2026-11-20',
  '123456',
  '#1a2b3c',
  '1990-01-01',
  'A'.repeat(43),
];

/** A value that its schema accepts; on the way to `pointer` the text itself. */
function plausible(shape: Shape, pointer: string | null, text: string): unknown {
  if (pointer === '') return text;
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.anyOf) {
    const inside = shape.anyOf.find((each) => pointer !== null && leadsTo(each, pointer));
    return plausible(inside ?? shape.anyOf[0] ?? {}, inside ? pointer : null, text);
  }
  const [, name = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(pointer ?? '') ?? [];
  if (shape.properties) {
    const names = new Set([...(shape.required ?? []), ...(pointer === null ? [] : [name])]);
    return Object.fromEntries(
      [...names].map((each) => [
        each,
        plausible(
          shape.properties?.[each] ?? {},
          pointer !== null && each === name ? rest : null,
          text,
        ),
      ]),
    );
  }
  if (shape.items) {
    const length = pointer === null ? (shape.minItems ?? 0) : Math.max(1, shape.minItems ?? 0);
    return Array.from({ length }, (_, index) =>
      plausible(shape.items ?? {}, pointer !== null && index === 0 ? rest : null, text),
    );
  }
  const [type] = [shape.type].flat();
  if (type === 'integer' || type === 'number') return shape.minimum ?? 1;
  if (type === 'boolean') return true;
  if (type === 'object') return {};
  const prefix = /^\^([a-z]{3})_/.exec(shape.pattern ?? '')?.[1];
  if (prefix !== undefined) return formatId(prefix as IdPrefix, newUuid());
  if (shape.format === 'date-time') return '2027-01-01T00:00:00Z';
  if (shape.format === 'date') return '1990-01-01';
  return SAMPLES.find((each) => fits(shape, each)) ?? 'a@shop.example';
}

function leadsTo(shape: Shape, pointer: string): boolean {
  return textsIn(shape).some(([each]) => each === pointer);
}

/** Whether the contract accepts a text for a member. */
function fits({ minLength = 0, maxLength, pattern, format }: Shape, text: string): boolean {
  const { length } = [...text];
  return (
    text.isWellFormed() &&
    !text.includes('\0') &&
    length >= minLength &&
    length <= (maxLength ?? Number.POSITIVE_INFINITY) &&
    !['date-time', 'date'].includes(format ?? '') &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text))
  );
}

/** Calls that end or change the sessions with which the others are called. */
const OF_ITSELF = new Set(['signOut', 'revokeOtherSessions', 'changePassword', 'revokeSession']);

const CALLS = Object.entries({ api: operations, ...webAppOperations }).flatMap(([surface, calls]) =>
  Object.values(calls as Readonly<Record<string, Operation & { auth?: string }>>)
    .filter(({ id, body }) => body !== undefined && !(surface !== 'api' && OF_ITSELF.has(id)))
    .map((operation) => ({
      name: `${surface} ${operation.id}`,
      surface,
      operation,
      members: [...new Map(textsIn(operation.body as Shape)).entries()],
    }))
    .filter(({ members }) => members.length > 0),
);

const clock = drivenClock();
let shop: Shop;
let key: string;
let people: { readonly portal: Visitor; console: Visitor };
/** So many that the calls of each stay below what a person may make in a minute, although they are made in seconds. */
const ADMINS = 6;
/** Admins who make the calls of the console in turn. */
let admins: readonly Visitor[];
let turn = 0;
/** How many texts were returned. */
let returned = 0;
beforeAll(async () => {
  shop = await openShop({ clock, env: { ALLOW_PRIVATE_WEBHOOKS: 'true' } });
  const owner = await signUp(shop);
  const made: Visitor[] = [];
  for (let each = 0; each < ADMINS; each += 1) made.push((await staff(shop, 'admin')).visitor);
  admins = made;
  people = { portal: owner.visitor, console: required(admins[0], 'there are admins') };
  const { partnerId } = await shop.buyer({ balance: '500.00' });
  const scopes = ['read', 'orders', 'codes', 'claims', 'webhooks'] as const;
  ({ text: key } = await shop.key(partnerId, { scopes: [...scopes], requestsPerMinute: 100_000 }));
});
afterAll(() => shop[Symbol.asyncDispose]());

async function send(
  surface: string,
  { method, path, auth }: Pick<Operation, 'method' | 'path'> & { readonly auth?: string },
  body: unknown,
): Promise<Answer> {
  // Nobody makes so many calls a minute.
  clock.advance(2_000);
  const named = path.replaceAll(/\{(\w+)\}/g, () => formatId('usr', newUuid()));
  if (surface === 'api') return shop.call(method, named, { key, body });
  const webApp = surface as 'portal' | 'console';
  const who = auth === 'none' ? visitor(shop, webApp) : people[webApp];
  return who.call(method, named, { body });
}

describe.each(CALLS)('$name', ({ surface, operation, members }) => {
  beforeAll(async () => {
    if (surface === 'api') return;
    turn += 1;
    people.console = required(admins[turn % admins.length], 'there are admins');
    await stepUp(clock, people[surface as 'portal' | 'console']);
  });

  test.each(members)('%s', async (pointer, shape) => {
    const auth: string = operation.auth;
    for (const [kind, text] of Object.entries(TEXTS)) {
      const body = plausible(operation.body as Shape, pointer, text);
      const answer = await send(surface, operation, body);
      const { status, body: said } = answer as Answer<{
        code?: string;
        errors?: readonly { pointer: string }[];
      }>;
      expect(status, `${kind}: ${answer.text}`).toBeLessThan(500);
      // Who is half signed in, or is not any more, is refused before the body is read.
      if (auth !== 'none' && auth !== 'session' && auth !== 'key' && status === 401) continue;
      if (!fits(shape, text)) {
        expect(
          [status, said.errors?.map((each) => each.pointer)],
          `${kind}: ${answer.text}`,
        ).toEqual([422, expect.arrayContaining([pointer])]);
      } else if (status < 300) {
        const name = pointer.slice(pointer.lastIndexOf('/') + 1);
        const values = valuesOf(said, name).map((each) => each.trim());
        if (values.length > 0) {
          expect(values, kind).toContain(text.trim());
          returned += 1;
        }
      }
    }
  });
});

/** The texts of all members of this name. */
function valuesOf(value: unknown, name: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([each, inner]) =>
    each === name && typeof inner === 'string' ? [inner] : valuesOf(inner, name),
  );
}

test('some were returned', () => {
  expect(returned).toBeGreaterThan(10);
});
