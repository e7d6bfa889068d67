import { consolePages } from '@psnb2b/contract';
import { formatId } from '../../kit/ids.ts';
import type { Kind } from '../kind.ts';

interface Lot {
  readonly fileName: string;
}

interface LowStock {
  readonly sku: string;
  readonly available: number;
  readonly threshold: number;
}

const toStock = {
  to: { staff: ['admin', 'stock'] },
  email: false,
  page: ({ lotId }: { readonly lotId: string }) => consolePages.lot(formatId('lot', lotId)),
} as const;

const toImporter = {
  to: { staff: ['admin', 'stock'] },
  email: false,
  page: ({ importId }: { readonly importId: string }) =>
    consolePages.import(formatId('imp', importId)),
} as const;

/** Notifications of staff who manage stock about a lot whose codes do not all look alike. */
export const lotKinds = {
  'lot.held': {
    ...toStock,
    sentence: ({ fileName }: Lot) =>
      `The lot from ${fileName} is held: its codes do not all look alike, and none is sold until somebody confirms it.`,
  },
  'lot.confirmed': {
    ...toStock,
    sentence: ({ fileName }: Lot) => `The held lot from ${fileName} was confirmed and is for sale.`,
  },
  'lot.discarded': {
    ...toStock,
    sentence: ({ fileName }: Lot) =>
      `The held lot from ${fileName} was discarded, and its codes were deleted.`,
  },
  'lot.waiting': {
    ...toStock,
    sentence: ({ fileName }: Lot) =>
      `The lot from ${fileName} waits: it is large, and somebody else than its importer must release it.`,
  },
  'lot.unsold_discarded': {
    ...toStock,
    sentence: ({ fileName, codes }: Lot & { readonly codes: number }) =>
      `${codes === 1 ? '1 unsold code' : `${codes} unsold codes`} of the lot from ${fileName} ${codes === 1 ? 'was' : 'were'} discarded.`,
  },
  'stock.low': {
    to: { staff: ['admin', 'stock'] },
    email: true,
    page: () => consolePages.stock,
    sentence: ({ sku, available, threshold }: LowStock) =>
      `${sku} is low in stock: ${available === 1 ? '1 code is' : `${available} codes are`} left, and the threshold is ${threshold}.`,
  },
  'import.done': {
    ...toImporter,
    sentence: ({ fileName }: Lot) => `Your file ${fileName} was imported.`,
  },
  'import.refused': {
    ...toImporter,
    sentence: ({ fileName }: Lot) =>
      `Your file ${fileName} was refused: nothing of it was imported. The import says what to change.`,
  },
} as const satisfies Record<string, Kind>;
