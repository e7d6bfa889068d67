import type { Address } from '@psnb2b/contract';
import type { Db } from '../kit/database/index.ts';
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
            brand_colour AS "brandColour", tax_bps AS "taxBps", tax_note AS "taxNote",
            version, set_at AS "setAt", set_by AS "setBy"
       FROM shop.settings`,
  );
  const [row] = rows;
  if (!row) return defaults;
  const address = row.address === null ? null : (JSON.parse(row.address) as Address);
  return { ...row, address, shownName: row.name ?? defaults.shownName };
}
