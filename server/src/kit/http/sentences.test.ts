/**
 * Guards: whatever rule a request violates, in any member of any call of the three APIs, the reply is a sentence that
 * names what to change and shows no internals; and the page shows the same sentence before anything is sent.
 */
import {
  bareShape,
  type FieldCode,
  faultsOf,
  fieldCodeByKeyword,
  formOf,
  nounOf,
  type Operation,
  operations,
  type Shape,
  type WebAppOperation,
  webAppOperations,
} from '@psnb2b/contract';
import type { TSchema } from 'typebox';
import { describe, expect, test } from 'vitest';
import { isPlainSentence } from '../../../testkit/index.ts';
import { compileShape } from './validate.ts';

const webApps: Record<string, Record<string, Operation | WebAppOperation>> = {
  api: operations,
  ...webAppOperations,
};
const shapes = Object.entries(webApps).flatMap(([webApp, calls]) =>
  Object.values(calls).flatMap(({ id, body, query }) => [
    ...(body ? [{ name: `${webApp} ${id}`, schema: body as TSchema, isBody: true }] : []),
    ...(query ? [{ name: `${webApp} ${id}?`, schema: query as TSchema, isBody: false }] : []),
  ]),
);

const FAULTS_MAX = 20;

/** Each violates some rule of some member. */
const WRONG: readonly unknown[] = [
  ...[null, true, 12.5, -1, -1_000, 0, 1e16, {}, [], ['a', 'a'], [1], { '': '' }, { a: 1 }],
  ...['', ' ', 'x', '\u0007bell', 'a\nb', '2026-13-45', 'é'.repeat(20_000), 'é'.repeat(60_001)],
  ...[
    Array(1_001).fill('x'),
    Array.from({ length: 1_001 }, (_, n) => `n${n}`),
    Object.fromEntries(Array.from({ length: 99 }, (_, n) => [n, 'x'])),
  ],
  ...[{ ['n'.repeat(300)]: 'x' }],
];

/** Every member of a shape: how to build a body around a value of it, and its own shape. */
interface Place {
  readonly pointer: string;
  readonly shape: Shape;
  readonly around: (value: unknown) => unknown;
}

function placesOf({ pointer, shape, around }: Place): Place[] {
  const own = { pointer, shape, around };
  const deeper = [
    ...Object.entries(shape.properties ?? {}).map(([name, member]) => ({
      pointer: `${pointer}/${name}`,
      shape: member,
      around: (value: unknown) => around({ [name]: value }),
    })),
    ...(shape.items
      ? [
          {
            pointer: `${pointer}/0`,
            shape: shape.items,
            around: (value: unknown) => around([value]),
          },
        ]
      : []),
    ...(shape.anyOf ?? []).map((branch) => ({ pointer, shape: branch, around })),
  ];
  return [own, ...deeper.flatMap(placesOf)];
}

/** The codes with which a member's own rules can refuse it. */
function codesOf({
  anyOf,
  properties,
  items,
  required,
  propertyNames,
  ...rules
}: Shape): FieldCode[] {
  const rest = Object.keys(rules).flatMap((keyword) => fieldCodeByKeyword[keyword] ?? []);
  // A missing or unknown member is refused at its own pointer; an empty one is reported once.
  return rest.filter((code) => !['unknown_member', 'required'].includes(code));
}

describe.each(shapes)('$name', ({ schema }) => {
  const judge = compileShape(schema);
  const bare = bareShape(schema);
  const places = placesOf({ pointer: '', shape: bare, around: (value) => value });

  test('names what to change, whatever is wrong', () => {
    for (const { pointer, shape, around } of places) {
      const seen = new Set<string>();
      for (const wrong of WRONG) {
        for (const fault of judge(around(wrong))) {
          expect(isPlainSentence(fault.detail), fault.detail).toBe(true);
          const owner = fault.pointer.slice(0, Math.max(0, fault.pointer.lastIndexOf('/')));
          const nouns = [nounOf(fault.pointer), nounOf(owner)].map((each) => each.toLowerCase());
          const said = fault.detail.toLowerCase();
          expect(
            nouns.some((noun) => said.includes(noun)),
            fault.detail,
          ).toBe(true);
          if (fault.pointer === pointer) seen.add(fault.code);
        }
      }
      const unseen = codesOf(shape).filter((code) => !seen.has(code));
      // A text that is too short often has the wrong form too, and one fault is reported per member.
      const covered = seen.has('pattern') || seen.has('enum') ? ['min_length', 'type'] : [];
      expect({ pointer, unseen: unseen.filter((code) => !covered.includes(code)) }).toEqual({
        pointer,
        unseen: [],
      });
    }
  });

  test('has words for every form', () => {
    for (const { shape } of places) {
      if (shape.pattern !== undefined) expect(formOf(shape.pattern), shape.pattern).not.toBeNull();
    }
  });
});

const bodies = shapes.filter(({ isBody }) => isBody);

test.each(bodies)('the page says the same of $name before it is sent', ({ schema }) => {
  const [judge, bare] = [compileShape(schema), bareShape(schema)];
  const said = (faults: readonly { pointer: string; detail: string }[]) =>
    [...new Map(faults.map(({ pointer, detail }) => [pointer, detail]))].sort();
  for (const { around } of placesOf({ pointer: '', shape: bare, around: (value) => value })) {
    for (const wrong of WRONG) {
      const body = JSON.parse(JSON.stringify(around(wrong)));
      const server = said(judge(body));
      // The server reports the first twenty.
      if (server.length >= FAULTS_MAX) continue;
      expect(said(faultsOf(bare, body)), JSON.stringify(body).slice(0, 200)).toEqual(server);
    }
  }
});
