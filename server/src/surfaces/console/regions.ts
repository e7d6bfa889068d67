import * as contract from '@psnb2b/contract';
import { addRegion, parseRegion } from '../../catalog/index.ts';
import { required } from '../../kit/assert.ts';
import { json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import { commit } from '../both/commit.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** The regions of the catalogue. */
export function regionRoutes(parts: Parts) {
  const { catalog } = parts;
  const shown = () =>
    [...catalog.current.regions.values()].map(({ region, ...each }) =>
      present(contract.CatalogRegion, {
        ...{ ...each, id: region },
        products: catalog.current.productIdsIn(region).length,
      }),
    );
  return onConsole({
    listRegions: () => whole(shown()),
    addRegion: async ({ body, by }) => {
      const added = { ...body, region: parseRegion(body.region), name: body.name.trim() };
      await commit(parts, (tx) => addRegion(tx, added, by));
      const region = shown().find(({ id }) => id === added.region);
      return json(201, required(region, 'an added region is listed'));
    },
  });
}
