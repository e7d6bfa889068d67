import { recordAudit } from '../audit/index.ts';
import type { By } from '../kit/by.ts';
import { bumpVersion, type Tx } from '../kit/database/index.ts';
import { limitReached } from '../kit/refusal.ts';
import type { LogoBytes } from './logo.ts';
import { readShop } from './read-shop.ts';

/** Pictures are kept for good, because documents and e-mails show the one of their day. */
const LOGOS_MAX = 200;

/** Sets the logo, or takes it away (null); returns whether that changed anything. */
export async function setLogo(tx: Tx, logo: LogoBytes | null, by: By): Promise<boolean> {
  await bumpVersion(tx, 'shop');
  const before = (await readShop(tx)).logo;
  if (before?.hash === logo?.hash) return false;
  if (logo === null) await tx.query('DELETE FROM shop.logo');
  else await keepLogo(tx, logo, by);
  const after = logo && {
    hash: logo.hash,
    kind: logo.kind,
    width: logo.width,
    height: logo.height,
  };
  await recordAudit(tx, {
    ...by,
    action: 'shop.logo_set',
    subject: 'shop',
    detail: { before, after },
  });
  return true;
}

async function keepLogo(tx: Tx, { hash, kind, width, height, bytes }: LogoBytes, by: By) {
  const { rows } = await tx.query<{ used: number; known: boolean }>(
    'SELECT count(*)::int AS used, bool_or(logo_hash = $1) AS known FROM shop.logos',
    [hash],
  );
  const [counted] = rows;
  if (counted && counted.used >= LOGOS_MAX && !counted.known) {
    const detail = `${LOGOS_MAX} different logos were set already; set one of them again.`;
    throw limitReached({ limit: LOGOS_MAX, used: counted.used }, detail);
  }
  await tx.query(
    `INSERT INTO shop.logos (logo_hash, kind, width, height, bytes, added_at, added_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [hash, kind, width, height, bytes, by.at, by.actor],
  );
  await tx.query(
    `INSERT INTO shop.logo (logo_hash, set_at, set_by) VALUES ($1, $2, $3)
     ON CONFLICT (only_row) DO UPDATE SET logo_hash = $1, set_at = $2, set_by = $3`,
    [hash, by.at, by.actor],
  );
}
