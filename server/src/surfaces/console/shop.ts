import { changeShop } from '../../acts/index.ts';
import { actorNames } from '../../identity/index.ts';
import { json } from '../../kit/http/index.ts';
import { presentShop, readShop } from '../../shop/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Who runs this shop, for staff. */
export function shopRoutes({ database }: Parts) {
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
  });
}
