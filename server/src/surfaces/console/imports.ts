import * as contract from '@psnb2b/contract';
import { actorNames } from '../../identity/index.ts';
import * as imports from '../../imports/index.ts';
import { required } from '../../kit/assert.ts';
import type { By } from '../../kit/by.ts';
import type { Db } from '../../kit/database/index.ts';
import { filters } from '../../kit/given.ts';
import { csvList, json, pageBothWays } from '../../kit/http/index.ts';
import { parseId } from '../../kit/ids.ts';
import { present } from '../../kit/present.ts';
import { notFoundAt, pointTo, Refusal } from '../../kit/refusal.ts';
import { filesOfLots, listLots, listRejects, rejectPages } from '../../stock/index.ts';
import { supplierNames } from '../../suppliers/index.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Files of codes that staff send with a browser. */
export function importRoutes(parts: Parts) {
  const { reads } = parts.database;
  const show = async (found: imports.Import) =>
    required((await presentImports(reads, [found]))[0], 'an import is shown');
  const lotOf = async (lotId: string | null) => {
    const [lot] = lotId === null ? [] : await listLots(reads, { lotId });
    if (!lot) throw new Refusal('not_found');
    return lot.lotId;
  };
  const begin = (file: imports.NewImport, by: By) =>
    imports.beginImport(parts, file, by).catch(pointTo('/supplier_id'));
  return onConsole({
    listImports: ({ query }) =>
      pageBothWays(
        imports.importPages,
        filters(contract.StockImportQuery, query),
        (asked) => imports.listImports(reads, asked),
        (found) => presentImports(reads, found),
      ),
    beginImport: async ({ body, by }) => {
      const file = {
        fileName: body.file_name,
        bytes: body.bytes,
        sha256: body.sha256 === undefined ? null : Buffer.from(body.sha256, 'hex'),
        supplierId: supplierOf(body.supplier_id),
        costCurrency: body.cost_currency ?? null,
        sku: body.sku ?? null,
        cost: body.cost ?? null,
        expiresAt: body.expires_at ?? null,
        columns: Object.fromEntries(
          (body.columns ?? []).map(({ position, meaning }) => [position, meaning]),
        ),
        headless: body.headless ?? false,
      };
      return json(201, await show(await begin(file, by)));
    },
    getImport: async ({ params }) =>
      json(200, await show(await imports.findImport(reads, params.import_id))),
    sendImportPiece: async ({ params, query, upload, by }) => {
      const { bytes } = required(upload, 'the operation takes a file');
      const piece = { position: query.position, bytes };
      return json(200, await show(await imports.takePiece(parts, params.import_id, piece, by)));
    },
    startImport: async ({ params, by }) =>
      json(200, await show(await imports.startImport(parts, params.import_id, by))),
    cancelImport: async ({ params, by }) =>
      json(200, await show(await imports.cancelImport(parts, params.import_id, by))),
    listLotRejects: async ({ params, query }) => {
      const lotId = await lotOf(params.lot_id);
      return pageBothWays(
        rejectPages,
        query,
        (asked) => listRejects(reads, lotId, asked),
        (rows) => rows.map((row) => present(contract.LotReject, row)),
      );
    },
    exportLotRejects: async (call) => {
      const lotId = await lotOf(call.params.lot_id);
      return csvList(
        call,
        { name: 'refused-rows.csv', columns: contract.lotRejectCsvColumns },
        rejectPages,
        {},
        (asked) => listRejects(reads, lotId, asked),
        (rows) => rows.map((row) => present(contract.LotReject, row)),
      );
    },
  });
}

function supplierOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  const supplierId = parseId('sup', text);
  if (supplierId === null) throw notFoundAt('/supplier_id');
  return supplierId;
}

async function presentImports(db: Db, found: readonly imports.Import[]) {
  const names = await supplierNames(
    db,
    found.flatMap(({ supplierId }) => supplierId ?? []),
  );
  const lots = await filesOfLots(
    db,
    found.flatMap(({ lotId }) => lotId ?? []),
  );
  const people = await actorNames(
    db,
    found.map(({ begunBy }) => begunBy),
  );
  return found.map((each) => {
    const lot = each.lotId === null ? undefined : lots.get(each.lotId);
    return present(contract.StockImport, each, {
      piece_bytes: contract.importPieceBytes,
      cost: each.terms.values.cost ?? null,
      expires_at: each.terms.values.expires_at ?? null,
      columns: Object.entries(each.terms.columns).map(([position, meaning]) => ({
        position: Number(position),
        meaning,
      })),
      headless: each.terms.headless,
      begun_by_name: people.get(each.begunBy) ?? null,
      supplier: (each.supplierId !== null && names.get(each.supplierId)) || '',
      lot_status: lot?.status ?? null,
      sha256: (each.sha256 ?? lot?.sha256)?.toString('hex') ?? null,
    });
  });
}
