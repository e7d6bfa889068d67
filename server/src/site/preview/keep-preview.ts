import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tonesOf } from '@psnb2b/contract';
import { compute, task } from '../../kit/compute/index.ts';
import type { Db } from '../../kit/database/index.ts';
import { readLogo, type ShopSettings } from '../../shop/index.ts';

/** Our own picture, for a shop without a look of its own. */
const OURS = join(import.meta.dirname, '../icons/preview.png');
/** The tone of a brand that stands on a dark ground, and our own. */
const ON_DARK = 3;
const AMBER = '#e59a16';

const drawTask = task<typeof import('./draw-preview-task.ts').run>(
  new URL('./draw-preview-task.ts', import.meta.url),
);

interface Look {
  readonly shop: ShopSettings;
  readonly isUnbranded: boolean;
  /** The address of this server. */
  readonly url: string;
}

/**
 * Returns the picture that previews of links show, as a PNG: drawn once for each look of the shop and kept in memory, and our own while
 * the shop has no look, or drawing fails.
 */
export function keepPreview(db: Db, draw = drawPreview): (look: Look) => Promise<Uint8Array> {
  let kept: { readonly key: string; readonly picture: Promise<Uint8Array> } | null = null;
  return async ({ shop, isUnbranded, url }) => {
    const { shownName: name, brandColour, logo } = shop;
    if (isUnbranded && logo === null) return readFile(OURS);
    const { host } = new URL(url);
    const accent = brandColour === null ? AMBER : tonesOf(brandColour)[ON_DARK];
    const key = JSON.stringify([name, host, accent, logo?.hash]);
    if (kept?.key !== key) {
      const picture = draw(db, { name, host, accent }, logo);
      kept = { key, picture };
      // The next one who asks tries again.
      picture.catch(() => {
        if (kept?.picture === picture) kept = null;
      });
    }
    return kept.picture.catch(() => readFile(OURS));
  };
}

async function drawPreview(
  db: Db,
  look: { readonly name: string; readonly host: string; readonly accent: string },
  logo: ShopSettings['logo'],
): Promise<Uint8Array> {
  // Of the other kinds we have no decoder: the name stands alone.
  const picture = logo?.kind === 'png' ? await readLogo(db, logo.hash) : null;
  return compute(drawTask, { ...look, logo: picture && Uint8Array.from(picture.bytes) });
}
