/**
 * Guards: every example fits its schema exactly: it lacks nothing and has no member that the schema does not name,
 * although replies may gain members later.
 */
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { errorCodes, errorEntry } from '../errors/catalogue.ts';
import type { Example, Operation } from '../kit/operation.ts';
import { exampleProblem, Problem } from '../kit/problem.ts';
import { operations } from './operations.ts';

/** Returns the schema with every object closed to members that it does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([name, part]) => [name, closed(part)]);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  if (copy.type === 'object' && !('additionalProperties' in copy)) {
    copy.additionalProperties = false;
  }
  return copy;
}

function faults(schema: object, value: unknown): unknown {
  return Compile(closed(schema) as object).Errors(value);
}

const cases: { name: string; schema: object; value: unknown }[] = [];
function add(name: string, schema: object | undefined, examples: Record<string, Example> = {}) {
  for (const [each, { value }] of Object.entries(examples)) {
    if (schema === undefined) throw new Error(`${name} has examples and no schema.`);
    cases.push({ name: `${name} ${each}`, schema, value });
  }
}
for (const operation of Object.values<Operation>(operations)) {
  add(`${operation.id} body`, operation.body, operation.examples);
  for (const [status, reply] of Object.entries(operation.replies)) {
    add(`${operation.id} ${status}`, reply.schema, reply.examples);
    for (const [mediaType, form] of Object.entries(reply.mediaTypes ?? {})) {
      add(`${operation.id} ${status} ${mediaType}`, form.schema, form.examples);
    }
  }
}

describe('examples', () => {
  test('every call with a body has one, and every reply with a body', () => {
    for (const operation of Object.values<Operation>(operations)) {
      if (operation.body) expect(Object.keys(operation.examples)).not.toEqual([]);
      for (const reply of Object.values(operation.replies)) {
        if (reply.schema) expect(Object.keys(reply.examples ?? {})).not.toEqual([]);
      }
    }
  });

  test.each(cases)('$name fits', ({ schema, value }) => {
    expect(faults(schema, value)).toEqual([]);
  });

  test.each(errorCodes)('problem %s fits', (code) => {
    const members = errorEntry(code).members?.schema;
    const problem = exampleProblem('https://a.test', code);
    const properties = { ...Problem.properties, ...members?.properties };
    const required = [...(Problem.required ?? []), ...(members?.required ?? [])];
    expect(faults({ ...Problem, properties, required }, problem)).toEqual([]);
  });

  test('an additional member is found', () => {
    expect(faults(Problem, { ...exampleProblem('', 'internal'), stack: 'at …' })).not.toEqual([]);
  });
});
