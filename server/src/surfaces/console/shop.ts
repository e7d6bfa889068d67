import { LogoSet } from '@psnb2b/contract';
import { changeLogo, changeShop, logoOfUpload } from '../../acts/index.ts';
import { actorNames } from '../../identity/index.ts';
import { given } from '../../kit/given.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { presentShop, readShop } from '../../shop/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Who runs this shop, for staff. */
export function shopRoutes(parts: Parts) {
  const { database } = parts;
  const reply = async () => {
    const shop = await readShop(database.reads);
    const names = await actorNames(database.reads, shop.setBy === null ? [] : [shop.setBy]);
    const setBy = shop.setBy && (names.get(shop.setBy) ?? shop.setBy);
    return json(200, presentShop({ ...shop, setBy }));
  };
  return onConsole({
    getShop: reply,
    setShop: async ({ body, by }) => {
      await database.transaction((tx) => changeShop(tx, body, by));
      return reply();
    },
    setLogo: async ({ body, caller, by }) => {
      const { fileId } = given(LogoSet, body);
      const logo = await logoOfUpload(parts, formatId('usr', caller.userId), fileId);
      await database.transaction((tx) => changeLogo(tx, logo, by));
      return reply();
    },
    removeLogo: async ({ by }) => {
      await database.transaction((tx) => changeLogo(tx, null, by));
      return reply();
    },
  });
}
