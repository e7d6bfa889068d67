import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '@psnb2b/server/testkit/browser';

const KEPT = new URL('../../docs/screens/', import.meta.url);
const BYTES_MAX = 150 * 1024;
/** Qualities of WebP, from 0 to 1, and sizes, tried until a picture is small enough. Long lists need the smaller ones. */
const QUALITIES = [0.8, 0.6, 0.4, 0.2];
const SCALES = [1, 0.75, 0.5];

/** Replaces the pictures of docs/screens by those of a folder, as WebP: `node keep-screens.ts FOLDER`. */
const from = process.argv[2] ?? '';
const names = (await readdir(from)).filter((name) => name.endsWith('.png'));
await using browser = await openBrowser();
const page = await browser.newPage();
await mkdir(KEPT, { recursive: true });
const kept = new Set<string>();
for (const name of names) {
  const picture = await smaller(name, await readFile(join(from, name), 'base64'));
  const keptAs = name.replace(/png$/, 'webp');
  await writeFile(new URL(keptAs, KEPT), picture);
  kept.add(keptAs);
}
for (const name of await readdir(KEPT)) {
  if (name.endsWith('.webp') && !kept.has(name)) await rm(new URL(name, KEPT));
}
console.log(`${names.length} pictures in docs/screens`);

/** Returns a PNG as WebP of at most BYTES_MAX, encoded by the browser. */
async function smaller(name: string, png: string): Promise<Buffer> {
  for (const scale of SCALES) {
    for (const quality of QUALITIES) {
      const script = encode(`data:image/png;base64,${png}`, quality, scale);
      const url = await page.evaluate<string>(script);
      const picture = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
      if (picture.length <= BYTES_MAX) return picture;
    }
  }
  throw new Error(`${name} is too large for a picture of 150 KB.`);
}

/** Returns a script whose value is the picture as a data URL; the page has types of its own. */
function encode(png: string, quality: number, scale: number): string {
  return `(async () => {
    const image = new Image();
    image.src = ${JSON.stringify(png)};
    await image.decode();
    const canvas = new OffscreenCanvas(image.width * ${scale}, image.height * ${scale});
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: ${quality} });
    const reader = new FileReader();
    reader.readAsDataURL(blob);
    await new Promise((done) => { reader.onload = done; });
    return reader.result;
  })()`;
}
