import { type Static, Type } from 'typebox';
import { bps, currency, Denomination, money, Region } from '../kit/primitives.ts';

export const PublicCatalogue = Type.Object(
  {
    object: Type.Literal('catalogue'),
    regions: Type.Array(
      Type.Object(
        {
          region: Region,
          name: Type.String({ description: 'Name of the region.' }),
          currency: currency('Currency of its cards.'),
          denominations: Type.Array(Denomination, { description: 'Face values, ascending.' }),
          in_stock: Type.Boolean({ description: 'Whether any of them is in stock now.' }),
        },
        { title: 'CatalogueRegion', description: 'A region that is sold.' },
      ),
    ),
    tiers: Type.Array(
      Type.Object(
        {
          name: Type.String({ description: 'Name of the tier.' }),
          currency: currency('Currency of its volume.'),
          volume_30d: money('Volume of 30 days from which it applies.'),
          discount_bps: bps('Discount in basis points.'),
        },
        { title: 'CatalogueTier', description: 'A price tier.' },
      ),
    ),
  },
  { title: 'PublicCatalogue', description: 'What is sold, without prices.' },
);
export type PublicCatalogue = Static<typeof PublicCatalogue>;
