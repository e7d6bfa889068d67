// Guards that the API reference is readable in a real browser, from our own origin alone.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { openBrowser } from '../testkit/browser.ts';
import { openShop } from '../testkit/index.ts';

test('the reference lists every call and loads nothing from elsewhere', async () => {
  await using shop = await openShop();
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const foreign: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(shop.url) && !/^(data|blob):/.test(request.url())) {
        foreign.push(request.url());
      }
    });
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${shop.url}/docs/reference`);
    await page.getByRole('heading', { name: 'List what can be bought' }).first().waitFor();
    for (const name of ['Inventory', 'Orders', 'Codes', 'Security']) {
      await page.getByText(name).first().waitFor({ state: 'attached' });
    }
    expect({ foreign, faults }).toEqual({ foreign: [], faults: [] });
  } finally {
    await browser.close();
  }
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
