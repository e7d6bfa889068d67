import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '@psnb2b/server/testkit/browser';

const KEPT = new URL('../../docs/screens/', import.meta.url);
const BYTES_MAX = 150 * 1024;
/** Qualities of WebP, from 0 to 1, tried until a picture is small enough. */
const QUALITIES = [0.8, 0.6, 0.4, 0.2];

/** Replaces the pictures of docs/screens by those of a folder, as WebP: `node keep-screens.ts FOLDER`. */
const from = process.argv[2] ?? '';
const names = (await readdir(from)).filter((name) => name.endsWith('.png'));
await using browser = await openBrowser();
const page = await browser.newPage();
await mkdir(KEPT, { recursive: true });
for (const name of await readdir(KEPT)) {
  if (name.endsWith('.webp')) await rm(new URL(name, KEPT));
}
for (const name of names) {
  const picture = await smaller(await readFile(join(from, name), 'base64'));
  await writeFile(new URL(name.replace(/png$/, 'webp'), KEPT), picture);
}
console.log(`${names.length} pictures in docs/screens`);

/** Returns a PNG as WebP of at most BYTES_MAX, encoded by the browser. */
async function smaller(png: string): Promise<Buffer> {
  for (const quality of QUALITIES) {
    const url = await page.evaluate<string>(encode(`data:image/png;base64,${png}`, quality));
    const picture = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
    if (picture.length <= BYTES_MAX) return picture;
  }
  throw new Error('A page is too large for a picture of 150 KB.');
}

/** Returns a script whose value is the picture as a data URL; the page has types of its own. */
function encode(png: string, quality: number): string {
  return `(async () => {
    const image = new Image();
    image.src = ${JSON.stringify(png)};
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d').drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: ${quality} });
    const reader = new FileReader();
    reader.readAsDataURL(blob);
    await new Promise((done) => { reader.onload = done; });
    return reader.result;
  })()`;
}
