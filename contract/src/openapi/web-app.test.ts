/**
 * Guards: the API documents of the two web apps match their operations and clean under both linters, and every
 * call says who may make it.
 */
import { describe, expect, test } from 'vitest';
import { lintDocument } from '../../testkit/lint-document.ts';
import { webAppOperations } from '../calls/web-app-operations.ts';
import { partnerRoles, staffRoles } from '../kit/roles.ts';
import {
  mayCall,
  type WebApp,
  type WebAppOperation,
  webAppRefusals,
} from '../kit/web-app-operation.ts';
import { withShared } from './shared-problems.ts';
import { buildWebAppOpenapi } from './web-app.ts';

interface Documented {
  operationId: string;
  security: Record<string, unknown>[];
  responses: Record<string, { content?: Record<string, { examples?: object }> }>;
}

describe.each(['portal', 'console'] as const)('%s', (webApp: WebApp) => {
  const operations = Object.values<WebAppOperation>(webAppOperations[webApp]);
  const document = buildWebAppOpenapi(webApp);
  const paths = document.paths as Record<string, Record<string, Documented>>;

  test('linters find nothing', async () => {
    const document = buildWebAppOpenapi(webApp, { serverUrl: 'https://gift.supplier.test' });
    expect(await lintDocument(document)).toEqual([]);
  });

  test('a planted call without description and 4xx replies is found', async () => {
    const planted = { get: { responses: { 200: { description: 'Planted.' } } } };
    const document = { ...buildWebAppOpenapi(webApp), paths: { '/planted': planted } };
    const found = (await lintDocument(document)).join('\n');
    expect(found).toContain('operation-description');
    expect(found).toContain('operation-4xx-response');
  });

  test('the document has the calls and nothing else', () => {
    const held = Object.values(paths).flatMap((item) => Object.values(item));
    expect(held.map((each) => each.operationId).sort()).toEqual(
      Object.keys(webAppOperations[webApp]).sort(),
    );
    expect(new Set(operations.map((each) => `${each.method} ${each.path}`)).size).toBe(held.length);
  });

  test.each(operations)('$id shows its cookie, its header and its refusals', (operation) => {
    const item = paths[operation.path]?.[operation.method.toLowerCase()];
    const schemes = item?.security.flatMap((each) => Object.keys(each)) ?? [];
    expect(schemes.includes('session')).toBe(operation.auth !== 'none');
    expect(schemes.includes('webApp')).toBe(operation.method !== 'GET');
    const text = JSON.stringify(withShared(document, item?.responses ?? {}));
    for (const code of webAppRefusals(operation, webApp)) {
      expect(text).toContain(`"#/components/examples/${code}"`);
    }
  });

  test('roles are those of the web app, and the first of them may do everything', () => {
    const known: readonly string[] = webApp === 'portal' ? partnerRoles : staffRoles;
    const [first] = webApp === 'portal' ? partnerRoles : staffRoles;
    for (const operation of operations) {
      expect(mayCall(operation, first), operation.id).toBe(true);
      if (operation.roles === 'any') continue;
      expect(known).toEqual(expect.arrayContaining([...operation.roles]));
      expect(operation.auth).toBe('session');
    }
  });

  test('a read-only role changes nothing but its own account', () => {
    const own = Object.values<WebAppOperation>(webAppOperations[webApp]).filter(
      ({ method, roles, auth }) => method !== 'GET' && roles === 'any' && auth === 'session',
    );
    for (const { tag } of own) expect(['Sign-in', 'People', 'Search']).toContain(tag);
  });
});
