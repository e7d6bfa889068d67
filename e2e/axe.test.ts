/** Guards: axe as we load it finds on a page what the package finds: every fault, with the same words, and nothing else. */
import { readFile } from 'node:fs/promises';
import { sharedBrowser } from '@psnb2b/server/testkit/browser';
import { expect, test } from 'vitest';
import { AXE, axeSource } from './rig/axe-source.ts';

/** Colours in every notation, over one another and half transparent; and faults of names, roles, sizes and order. */
const PAGE = `<!doctype html><title>Faults</title><main style="background:#eee">
  <p style="color:#aaa">hex <b style="color:rgb(150 150 150 / 60%)">half transparent</b> <i style="color:hsl(0 60% 60%)">hsl</i></p>
  <p style="color:oklch(0.8 0.1 90)">oklch <span style="color:color(srgb 0.6 0.7 0.6)">srgb</span> <span style="color:lightgray">named</span></p>
  <div style="background:linear-gradient(#fff,#ccc);color:#999">on a gradient</div>
  <div style="opacity:0.4;color:#000">faded <a href="#x" style="color:#77f">a link</a></div>
  <p style="color:#111">dark enough</p>
  <button></button><img src="data:,"><input><div role="button">no key</div><span aria-hidden="true"><a href="#y">hidden</a></span>
  <a href="#a" style="font-size:8px">a</a><a href="#b" style="font-size:8px">b</a><h4>a leap</h4><ul><p>no item</p></ul>
</main>`;

test('the same faults as the package finds', async () => {
  const browser = await sharedBrowser();
  await using context = await browser.newContext();
  const found = [];
  for (const source of [await readFile(AXE, 'utf8'), await axeSource()]) {
    const page = await context.newPage();
    await page.setContent(PAGE);
    await page.evaluate(source);
    found.push(
      await page.evaluate<{ id: string }[]>(
        'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag22aa", "best-practice"] }).then(({ violations, incomplete }) => [...violations, ...incomplete])',
      ),
    );
  }
  const [ofPackage = [], ours] = found;
  expect(ours).toEqual(ofPackage);
  const rules = ofPackage.map(({ id }) => id);
  expect(rules).toEqual(expect.arrayContaining(['button-name', 'color-contrast', 'image-alt']));
  expect(JSON.stringify(ofPackage).match(/insufficient color contrast/g)?.length).toBeGreaterThan(
    8,
  );
});
