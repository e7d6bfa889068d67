import { LegalTextList, LogoSet } from '@psnb2b/contract';
import { changeLogo, changeShop, logoOfUpload } from '../../acts/index.ts';
import { actorTexts } from '../../identity/index.ts';
import { given } from '../../kit/given.ts';
import { json } from '../../kit/http/index.ts';
import { formatId } from '../../kit/ids.ts';
import { wholeList } from '../../kit/pages.ts';
import { present } from '../../kit/present.ts';
import { Refusal } from '../../kit/refusal.ts';
import { presentShop, readShop } from '../../shop/index.ts';
import { listLegalTexts } from '../../site/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Who runs this shop, for staff. */
export function shopRoutes(parts: Parts) {
  const { database, config, log } = parts;
  const reply = async () => {
    const shop = await readShop(database.reads);
    const names = await actorTexts(database.reads, shop.setBy === null ? [] : [shop.setBy]);
    const setBy = shop.setBy && names(shop.setBy);
    return json(200, presentShop({ ...shop, setBy }));
  };
  return onConsole({
    getShop: reply,
    listLegalTexts: async ({ at }) => {
      const texts = await listLegalTexts(config.dataDir, at).catch((error: unknown) => {
        log.error({ err: error }, 'the texts of the site cannot be read');
        const detail = 'The folder of legal texts cannot be read; the log of the server says why.';
        throw new Refusal('unavailable', {}, { detail });
      });
      return json(
        200,
        wholeList(texts.map((each) => present(LegalTextList.properties.data.items, each))),
      );
    },
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
