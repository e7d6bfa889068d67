// Guards that the reference has every call and every error code, and that the document is the one that was committed.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  basePath,
  errorCodes,
  errorEntry,
  errorPage,
  eventSchemas,
  eventTypeNames,
  findSample,
  type Operation,
  operations,
  refusalsOf,
  sampleStatesOf,
} from '@psnb2b/contract';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { documents } from '../src/docs/documents.ts';
import { openShop } from '../testkit/index.ts';

test('every call has a page in the reference, with samples, shapes and refusals', async () => {
  await using shop = await openShop();
  const index = await (await fetch(`${shop.url}/docs/reference`)).text();
  for (const operation of Object.values<Operation>(operations)) {
    const path = `/docs/reference/${operation.id}`;
    expect(index).toContain(`href="${path}"`);
    const html = await (await fetch(shop.url + path)).text();
    expect(html).toContain(`<code>${operation.method} ${basePath}${operation.path}</code>`);
    for (const code of refusalsOf(operation)) expect(html).toContain(`/docs/errors/${code}"`);
    const shapes = [operation.params, operation.query, operation.body];
    for (const shape of [
      ...shapes,
      ...Object.values(operation.replies).map((each) => each.schema),
    ]) {
      const { properties = {} } = (shape ?? {}) as { properties?: object };
      for (const name of Object.keys(properties)) {
        expect([path, name, html.includes(`<code>${name}</code>`)]).toEqual([path, name, true]);
      }
    }
    expect(html.match(/<form class="try"/g)).toHaveLength(1);
    if (operation.upload !== true) expect(html).toContain('data-language="java"');
  }
});

test.each(eventTypeNames)(
  'the page of %s has a sample of every state that fits its schema',
  async (type) => {
    const text = await documents.get(`/docs/events/${type}`)?.read('https://a.example');
    const samples = [...(text ?? '').matchAll(/^```json\n(.*?)^```$/gms)].map(([, json = '']) =>
      JSON.parse(json),
    );
    expect(samples.map(({ data }) => data)).toEqual(
      sampleStatesOf(type).map((state) => findSample(type, state)?.data),
    );
    const fits = new Ajv({ strict: false, formats: { 'date-time': true } }).compile(
      eventSchemas[type],
    );
    for (const sample of samples) {
      expect([sample.type, fits(sample), fits.errors]).toEqual([type, true, null]);
    }
  },
);

test.each(errorCodes)('the page of %s says the cause, what to do, and shows a sample', (code) => {
  const text = errorPage(code);
  for (const heading of ['What happened', 'How to fix it', 'Calls that answer with it']) {
    expect(text).toMatch(new RegExp(`^## ${heading}\n\n\\S.{7,}`, 'm'));
  }
  const sample = /^```json\n(.*?)^```$/ms.exec(text)?.[1] ?? '';
  expect(JSON.parse(sample)).toMatchObject({ code, status: errorEntry(code).status });
});

test('every error code has a page, and the API document needs no key', async () => {
  await using shop = await openShop();
  const page = await fetch(`${shop.url}/docs/errors/out_of_stock`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('out_of_stock');
  expect((await fetch(`${shop.url}/docs/errors/nonsense`)).status).toBe(404);
  const document = await (await fetch(`${shop.url}/api/v1/openapi.json`)).json();
  const committed = createRequire(import.meta.url).resolve('@psnb2b/contract/openapi.json');
  const { servers: _ours, ...served } = document as Record<string, unknown>;
  const { servers: _theirs, ...kept } = JSON.parse(await readFile(committed, 'utf8'));
  expect(served).toEqual(
    JSON.parse(JSON.stringify(kept).replaceAll('https://psnb2b.example', shop.url)),
  );
});
