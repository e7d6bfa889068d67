/**
 * Guards: staff look at documents beside the checklist, in a real browser: pictures and pages of PDFs, by keyboard. A PDF is drawn in a frame
 * without origin, session and network; what cannot be shown safely says so and can be downloaded; only what somebody opened is accepted.
 */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signUp, smallFile, staff, type Visitor } from '@psnb2b/server/testkit';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { comeIn } from './rig/come-in.ts';
import { type Desk, lookAt, openDesk, type Person } from './rig/desk.ts';
import { submitReview } from './rig/submit-review.ts';
import { visit } from './rig/walk.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let desk: Desk;
let owner: Visitor;
let agent: Visitor;
let clerk: Person;
let caseId: string;

beforeAll(async () => {
  desk = await openDesk();
  owner = (await signUp(desk.shop, 'Nordlicht')).visitor;
  agent = (await staff(desk.shop, 'support')).visitor;
  caseId = await submitReview(desk, owner);
  clerk = await comeIn(desk, agent);
});
afterAll(() => desk[Symbol.asyncDispose]());

const open = async (name: string) => {
  const { page } = clerk;
  await visit(desk, clerk, `/console/reviews/${caseId}`);
  await page.getByRole('button', { name: `Show ${name}` }).click();
  return page.getByRole('region', { name: `Viewer: ${name}` });
};
const actions = async () => {
  const { body } = await (await staff(desk.shop, 'admin')).visitor.get<{
    data: { action: string; actor: string }[];
  }>(`/audit?about=${caseId}&kind=file`);
  return body.data.map(({ action }) => action);
};
/** How many pixels of the picture are not white. */
const ink = () =>
  clerk.page.evaluate(`(() => {
    const canvas = document.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, index) => index % 4 !== 3 && value < 250).length;
  })()`);
/** Width and height of the picture, as it is turned. */
const shape = () =>
  clerk.page.evaluate(
    `(({ width, height }) => [width, height])(document.querySelector('canvas'))`,
  ) as Promise<number[]>;

test('a picture is shown, turned and enlarged by keyboard, and the showing is recorded', async () => {
  const viewer = await open('small.png');
  const picture = viewer.getByRole('img', { name: 'small.png' });
  await picture.waitFor();
  await expect.poll(ink).toBeGreaterThan(0);
  const [before, press] = [await picture.boundingBox(), clerk.page.keyboard];
  await press.press('+');
  await expect
    .poll(async () => (await picture.boundingBox())?.width)
    .toBeGreaterThan(before?.width ?? 0);
  const upright = await shape();
  await press.press('t');
  await expect.poll(shape).toEqual(upright.toReversed());
  expect(await lookAt(clerk, 'console-viewer-picture')).toEqual([]);
  await picture.focus();
  await press.press('Escape');
  await viewer.waitFor({ state: 'detached' });
  expect(await actions()).toEqual(['file.shown']);
});

test('what was opened is accepted at once, and nothing else; approving waits, and says for what', async () => {
  const { page } = clerk;
  const accept = page.getByRole('button', { name: 'Accept all seen (1)' });
  await accept.click();
  await page.getByRole('button', { name: 'Undo: Identity of the representative' }).waitFor();
  await page.getByRole('button', { name: 'Accept: Company registration' }).waitFor();
  expect(await page.getByRole('button', { name: 'Undo: Company registration' }).count()).toBe(0);
  expect(
    await page.getByRole('button', { name: 'Accept all seen' }).getAttribute('aria-disabled'),
  ).toBe('true');
  const approve = page.getByRole('button', { name: 'Approve' });
  expect(await approve.getAttribute('aria-disabled')).toBe('true');
  await approve.hover();
  await page.getByText(/^Not accepted yet: .*Company registration/).waitFor();
});

test('a page of a PDF is drawn in a frame that has no origin, no session and no network', async () => {
  const viewer = await open('small.pdf');
  await viewer.getByRole('img').waitFor();
  await expect.poll(ink).toBeGreaterThan(0);
  expect(await lookAt(clerk, 'console-viewer-pdf')).toEqual([]);
  const frame = clerk.page.frames().find((each) => each.url().endsWith('/console/viewer')) as Frame;
  expect(await frame.evaluate('origin')).toBe('null');
  const attempts = [
    'document.cookie',
    "fetch('/console/api/me').then(() => 'read')",
    'parent.document.title',
  ];
  const tried = await Promise.all(
    attempts.map((attempt) => frame.evaluate(attempt).catch(() => 'refused')),
  );
  expect(tried).toEqual(attempts.map(() => 'refused'));
  expect((await actions()).filter((each) => each === 'file.shown')).toHaveLength(2);
});

test('a frame that was overcome reaches no other server, opens nothing, and is gone when the viewer is closed', async () => {
  const asked: string[] = [];
  const outside = createServer((request, reply) => {
    asked.push(String(request.url));
    reply.end();
  }).listen(0, '127.0.0.1');
  await once(outside, 'listening');
  const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  const viewer = await open('small.pdf');
  await viewer.getByRole('img').waitFor();
  const { page } = clerk;
  const frame = page.frames().find((each) => each.url().endsWith('/console/viewer')) as Frame;
  const pagesBefore = page.context().pages().length;
  await frame.evaluate(`(async () => {
    const ends = (thing) => new Promise((end) => { thing.onload = thing.onopen = thing.onerror = end; });
    const load = (tag, more) => {
      const element = Object.assign(document.createElement(tag), more);
      const end = ends(element);
      document.documentElement.append(element);
      return end;
    };
    const all = [
      () => load('img', { src: '${url}/img' }),
      () => load('script', { src: '${url}/script' }),
      () => load('iframe', { src: '${url}/frame' }),
      () => load('link', { rel: 'stylesheet', href: '${url}/style' }),
      () => navigator.sendBeacon('${url}/beacon'),
      () => ends(new WebSocket('${url.replace('http', 'ws')}/socket')),
      () => ends(new EventSource('${url}/events')),
      () => fetch('${url}/fetch', { mode: 'no-cors' }),
      () => open('${url}/window'),
      () => { top.location = '${url}/top'; },
    ];
    for (const each of all) try { await each(); } catch {}
  })()`);
  await frame.evaluate(`void setTimeout(() => { location = '${url}/self'; })`);
  await expect.poll(() => frame.url()).not.toContain('/console/viewer');
  expect(page.url()).toContain(`/console/reviews/${caseId}`);
  expect(page.context().pages()).toHaveLength(pagesBefore);
  await page.getByRole('button', { name: 'Close (Esc)' }).click();
  await viewer.waitFor({ state: 'detached' });
  expect(page.frames()).toHaveLength(1);
  expect(asked).toEqual([]);
  outside.close();
});

test.each([
  [
    'without a document',
    'application/pdf',
    Buffer.from('%PDF-1.7 nothing that follows is a document'),
  ],
  ['that ends early', 'application/pdf', Buffer.from(smallFile('small.pdf')).subarray(0, 300)],
  ['whose picture is broken', 'image/jpeg', Buffer.from('no picture')],
])(
  'a file %s says that it cannot be shown safely, and can be downloaded',
  async (_what, contentType, body) => {
    await clerk.page.route('**/shown', (route) => route.fulfill({ contentType, body }));
    const viewer = await open('small.pdf');
    await viewer.getByText('This file cannot be shown safely.').waitFor();
    expect(await viewer.getByRole('link', { name: 'Download' }).getAttribute('href')).toMatch(
      /\/files\/fil_/,
    );
    await clerk.page.unroute('**/shown');
  },
);

/** A PDF of which each form draws the next one ten times, ten levels deep: nobody sees its page, however long the reader works. */
function endlessPdf(): Buffer {
  const levels = 10;
  const form = (level: number) => {
    const next = level < levels ? '/N Do '.repeat(10) : '0 0 1 1 re f ';
    const uses = level < levels ? `/Resources<</XObject<</N ${5 + level} 0 R>>>>` : '';
    return `<</Type/XObject/Subtype/Form/BBox[0 0 9 9]${uses}/Length ${next.length}>>stream\n${next}\nendstream`;
  };
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</N 5 0 R>>>>>>',
    '<</Length 5>>stream\n/N Do\nendstream',
    ...Array.from({ length: levels }, (_, at) => form(at + 1)),
  ];
  const body = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.7\n${body}trailer<</Root 1 0 R/Size ${objects.length + 1}>>`);
}

test('a PDF that keeps its reader busy for ever holds up neither page nor frame, and is ended with a sentence', async () => {
  const { page } = clerk;
  const body = endlessPdf();
  await page.route('**/shown', (route) => route.fulfill({ contentType: 'application/pdf', body }));
  await page.clock.install();
  const viewer = await open('small.pdf');
  await expect.poll(() => page.workers().length, { timeout: 30_000 }).toBe(1);
  const frame = page.frames().find((each) => each.url().endsWith('/console/viewer')) as Frame;
  // The one page of the document is begun, and never drawn.
  await viewer.getByRole('img').waitFor();
  expect(await frame.evaluate('1 + 1')).toBe(2);
  await page.clock.fastForward(21_000);
  await viewer
    .getByText('It was not drawn within 20 seconds. Download it to look at it.')
    .waitFor();
  expect(await viewer.getByRole('link', { name: 'Download' }).getAttribute('href')).toMatch(
    /\/files\/fil_/,
  );
  expect(page.frames()).toHaveLength(1);
  // A browser waits for its script a moment before it ends it.
  await expect.poll(() => page.workers().length, { timeout: 30_000 }).toBe(0);
  await page.unroute('**/shown');
});
