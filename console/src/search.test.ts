/** Guards: what is typed into the palette is in no address, whatever part of whatever code it is; and a whole code is offered to be looked up. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// As in a browser, addresses are relative to the page. A client keeps the class that it finds when it is made.
vi.hoisted(() => {
  class FromPage extends Request {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(typeof input === 'string' ? new URL(input, 'http://shop.example') : input, init);
    }
  }
  vi.stubGlobal('Request', FromPage);
});

// Another file of the same worker may have made a client before.
vi.resetModules();
const { search } = await import('./search.ts');

const me = { may: ['traceCode'] } as unknown as Parameters<typeof search>[1];
const call = { method: 'POST', url: 'http://shop.example/console/api/search' };
const sent: { method: string; url: string }[] = [];
beforeEach(() => {
  sent.splice(0);
  vi.stubGlobal('fetch', async (request: Request | string | URL) => {
    if (request instanceof Request) sent.push({ method: request.method, url: request.url });
    return Response.json({ object: 'search', data: [], failed: [] });
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Codes as patterns of the catalogue make them: two to six groups of letters and digits, joined or not, in any case. */
const codes = ['7KQXM2', 'ABCDEF', 'a1b2c3', '123456'].flatMap((letters) =>
  [3, 4, 5, 6].flatMap((size) =>
    [2, 3, 4, 6].flatMap((count) =>
      ['-', ' ', ''].map((joint) => Array(count).fill(letters.slice(0, size)).join(joint)),
    ),
  ),
);

test('a part of a code is sent in a body only', async () => {
  const parts = new Set(
    codes.flatMap((code) =>
      Array.from({ length: code.length - 5 }, (_, more) => code.slice(0, 6 + more).trim()),
    ),
  );
  expect(parts.size).toBeGreaterThan(500);
  for (const part of parts) {
    sent.splice(0);
    const found = await search(part, me);
    expect(sent).toEqual([call]);
    for (const { to } of found) expect(to).toBe('/codes');
  }
});

test.each(['ABCD-EF12-GH34', 'abcd ef12 gh34', 'ABCD-EFGH-JKLM-NPQR', 'AB12CD34EF56'])(
  '%s is offered to be looked up, and handed over',
  async (code) => {
    expect((await search(code, me))[0]).toMatchObject({ to: '/codes', hands: code });
    expect(await search(code, { may: [] } as unknown as typeof me)).toEqual([]);
  },
);

test.each(['PO-1042', 'Northwind Trade', 'anna@shop.example', '2026-00001'])(
  '%s is no code',
  async (text) => {
    expect(await search(text, me)).toEqual([]);
    expect(sent).toEqual([call]);
  },
);
