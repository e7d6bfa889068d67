import { PublicCatalogue } from '@psnb2b/contract';
import { publicCatalogue } from '../../catalog/index.ts';
import { json } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { productsInStock } from '../../stock/index.ts';
import { onPortal } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The part of the catalogue on the public page. */
export function catalogueRoutes({ database, catalog }: Parts) {
  return onPortal({
    getCatalogue: async () => {
      const shown = publicCatalogue(catalog.current, await productsInStock(database.reads));
      return json(200, present(PublicCatalogue, shown));
    },
  });
}
