/** Guards: no member with a secret is added to the contract, or removed from it, without a change of this list. */
import { describe, expect, test } from 'vitest';
import {
  ClaimStatusChangedEvent,
  EventEnvelope,
  OrderStatusChangedEvent,
} from '../events/schemas.ts';
import type { Operation } from '../kit/operation.ts';
import { exampleProblem, Problem } from '../kit/problem.ts';
import type { WebAppOperation } from '../kit/web-app-operation.ts';
import { operations } from './operations.ts';
import { secretPaths } from './secret-paths.ts';
import { webAppOperations } from './web-app-operations.ts';

type Node = Record<string, unknown>;

/** Every member of a schema by its path, `*` for any item; the schema itself first. */
function* members(schema: unknown, place = ''): Generator<[place: string, schema: Node]> {
  if (typeof schema !== 'object' || schema === null) return;
  const node = schema as Node;
  yield [place, node];
  for (const [name, part] of Object.entries((node.properties as Node | undefined) ?? {})) {
    yield* members(part, `${place}/${name}`);
  }
  yield* members(node.items, `${place}/*`);
  for (const part of [node.anyOf ?? [], node.oneOf ?? []].flat()) yield* members(part, place);
}

const all: [path: string, schema: Node][] = [];
function add(name: string, schema: unknown) {
  for (const [place, node] of members(schema)) all.push([`${name} ${place}`.trimEnd(), node]);
}
for (const operation of Object.values<Operation>(operations)) {
  add(`${operation.id} params`, operation.params);
  add(`${operation.id} query`, operation.query);
  add(`${operation.id} headers`, operation.headers);
  add(`${operation.id} body`, operation.body);
  for (const [status, reply] of Object.entries(operation.replies)) {
    add(`${operation.id} reply ${status}`, reply.schema);
    for (const [mediaType, form] of Object.entries(reply.mediaTypes ?? {})) {
      add(`${operation.id} reply ${status} ${mediaType}`, form.schema);
    }
  }
}
for (const [webApp, calls] of Object.entries(webAppOperations)) {
  for (const operation of Object.values<WebAppOperation>(calls)) {
    add(`${webApp} ${operation.id} params`, operation.params);
    add(`${webApp} ${operation.id} query`, operation.query);
    add(`${webApp} ${operation.id} body`, operation.body);
    for (const [status, reply] of Object.entries(operation.replies)) {
      add(`${webApp} ${operation.id} reply ${status}`, reply.schema);
      for (const [mediaType, form] of Object.entries(reply.mediaTypes ?? {})) {
        add(`${webApp} ${operation.id} reply ${status} ${mediaType}`, form.schema);
      }
    }
  }
}

describe('secret paths', () => {
  test('are the marked members of all bodies, replies and parameters', () => {
    const marked = all.filter(([, node]) => node['x-secret'] === true).map(([path]) => path);
    expect(marked.sort()).toEqual([...secretPaths].sort());
  });

  test('include every member whose name suggests a secret', () => {
    const sounding = /\/(code|sealed|key|pin|secret|token|password)$/;
    const suspects = all.map(([path]) => path).filter((path) => sounding.test(path));
    // The code of an error, a parameter that takes the ids of codes, and the idempotency key of a line that is bought.
    const harmless = suspects.filter(
      (path) =>
        /\/(failure|refusal|refusal\/errors\/\*)\/code$/.test(path) ||
        path === 'listOrderCodes query /code' ||
        /Purchase (body|reply 200) \/lines\/\*\/key$/.test(path),
    );
    const known: readonly string[] = [...secretPaths, ...harmless];
    expect(suspects.filter((path) => !known.includes(path))).toEqual([]);
  });

  test('are in no event and no problem document', () => {
    for (const schema of [
      OrderStatusChangedEvent,
      ClaimStatusChangedEvent,
      EventEnvelope,
      Problem,
    ]) {
      const marked = [...members(schema)].filter(([, node]) => node['x-secret'] === true);
      expect(marked).toEqual([]);
    }
    expect(JSON.stringify(exampleProblem('', 'validation_failed'))).not.toContain('psnb2b_');
  });
});
