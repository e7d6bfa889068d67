import type { Address } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
import type { Logo } from './logo.ts';
import { defaults, type Operator, type ShopSettings } from './shop.ts';

type Row = Omit<Operator, 'address'> & {
  address: string | null;
  version: number;
  setAt: Date;
  setBy: string;
};

/** What was set, from the database; whoever needs it often reads `ShopWatch.current()`. */
export async function readShop(db: Db): Promise<ShopSettings> {
  const { rows } = await db.query<Row>(
    `SELECT name, legal_name AS "legalName", address, registration_number AS "registrationNumber",
            tax_number AS "taxNumber", support_email AS "supportEmail", website,
            brand_colour AS "brandColour", tax_bps AS "taxBps", tax_note AS "taxNote", time_zone AS "timeZone",
            version, set_at AS "setAt", set_by AS "setBy"
       FROM shop.settings`,
  );
  const [row] = rows;
  const logo = await currentLogo(db);
  const isDemo = (await db.query('SELECT FROM shop.demo')).rowCount > 0;
  if (!row) return { ...defaults, logo, isDemo };
  const address = row.address === null ? null : (JSON.parse(row.address) as Address);
  return { ...row, logo, isDemo, address, shownName: row.name ?? defaults.shownName };
}

async function currentLogo(db: Db): Promise<Logo | null> {
  const { rows } = await db.query<Logo>(
    `SELECT logo_hash AS hash, l.kind, l.width, l.height
       FROM shop.logo JOIN shop.logos l USING (logo_hash)`,
  );
  return rows[0] ?? null;
}
