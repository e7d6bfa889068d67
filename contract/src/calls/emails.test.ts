/**
 * Guards: every call accepts e-mail addresses in one form, with blanks around it, and the server reads them in one way:
 * it stores and looks up only an `EmailAddress`.
 */
import { expect, test } from 'vitest';
import { emailInput } from '../kit/shapes.ts';
import { operations } from './operations.ts';
import { webAppOperations } from './web-app-operations.ts';

const FORM = JSON.stringify({ ...emailInput(''), description: undefined });

interface Field {
  readonly where: string;
  readonly schema: Record<string, unknown>;
}

function isText(schema: unknown): schema is Field['schema'] {
  return [(schema as { type?: unknown } | null)?.type].flat().includes('string');
}

/** Every member of a request body that is an e-mail address by its name or description. */
function emailsIn(schema: unknown, where: string): Field[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, value]): Field[] => {
    const inside = emailsIn(value, `${where}/${name}`);
    const said = isText(value) ? value : null;
    if (said === null) return inside;
    const description = String(said.description ?? '');
    const isEmail = /e_?mail/i.test(name) || /^e-mail/i.test(description);
    return isEmail ? [{ where: `${where}/${name}`, schema: said }, ...inside] : inside;
  });
}

const calls: readonly { readonly id: string; readonly body?: unknown }[] = [
  ...Object.values(operations),
  ...Object.values(webAppOperations.portal),
  ...Object.values(webAppOperations.console),
];
const fields = calls.flatMap(({ id, body }) => emailsIn(body, id));

test('there are such fields, nested ones too', () => {
  expect(fields.length).toBeGreaterThan(6);
  expect(fields.map(({ where }) => where).join('\n')).toContain('representative');
});

test.each(fields)('$where', ({ schema }) => {
  expect(JSON.stringify({ ...schema, description: undefined })).toBe(FORM);
});

test.each([' ann@example.com', 'ann@example.com\n', '\u00a0ann@example.com'])(
  '%j is accepted',
  (text) => {
    expect(new RegExp(JSON.parse(FORM).pattern, 'u').test(text)).toBe(true);
  },
);
