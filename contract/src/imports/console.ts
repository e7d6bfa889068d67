import { exportQuery, idParam } from '../kit/shapes.ts';
import {
  acting,
  created,
  fileReply,
  moving,
  ok,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import {
  ImportPieceQuery,
  LotRejectList,
  LotRejectQuery,
  StockImport,
  StockImportCreate,
  StockImportList,
  StockImportQuery,
} from './schemas.ts';

const mayRead = { ...reading, tag: 'Stock', roles: ['admin', 'stock', 'read_only'] } as const;
const mayAct = { ...acting, tag: 'Stock', roles: ['admin', 'stock'] } as const;
const one = {
  params: idParam('import_id', 'Id of the import.'),
  replies: ok(StockImport, 'The import.'),
} as const;
const ofLot = { ...mayRead, params: idParam('lot_id', 'Id of the lot.') } as const;

/** Files of codes that staff send with a browser. */
export const consoleImportOperations = {
  listImports: {
    ...mayRead,
    id: 'listImports',
    path: '/imports',
    summary: 'List imports',
    description: 'Files of codes that were sent with a browser, newest first.',
    query: StockImportQuery,
    replies: okPage(StockImportList, 'A page of imports.'),
  },
  beginImport: {
    ...mayAct,
    ...moving('money'),
    id: 'beginImport',
    path: '/imports',
    summary: 'Begin to import a file',
    description:
      'Then send its pieces in order, and start it. If this file is being imported already, that import is the reply; if it ' +
      'was imported before, the reply is `done` at once, and nothing is sent.',
    body: StockImportCreate,
    replies: created(StockImport, 'The import.'),
    refusals: ['invalid_state', 'unknown_product'],
  },
  getImport: {
    ...mayRead,
    ...one,
    id: 'getImport',
    path: '/imports/{import_id}',
    summary: 'Read an import',
    description: 'How much of the file arrived, how much of it was read, and the result.',
  },
  sendImportPiece: {
    ...mayAct,
    ...one,
    upload: true,
    id: 'sendImportPiece',
    path: '/imports/{import_id}/pieces',
    summary: 'Send the next piece of a file',
    description:
      'Only whoever began the import may send pieces. A piece that is there already is compared and changes nothing.',
    query: ImportPieceQuery,
    refusals: ['invalid_state', 'malformed_upload'],
  },
  startImport: {
    ...mayAct,
    ...one,
    id: 'startImport',
    path: '/imports/{import_id}/start',
    summary: 'Start to read a complete file',
    description:
      'Only whoever began the import may start it. The worker imports the file; a repeated call changes nothing.',
    refusals: ['invalid_state'],
  },
  cancelImport: {
    ...mayAct,
    ...one,
    id: 'cancelImport',
    path: '/imports/{import_id}/cancel',
    summary: 'Cancel an import',
    description:
      'What arrived is deleted, with the codes that were read; the file can be sent again. A cancelled import stays so.',
    refusals: ['invalid_state'],
  },
  listLotRejects: {
    ...ofLot,
    id: 'listLotRejects',
    path: '/lots/{lot_id}/rejects',
    summary: 'List the refused rows of a lot',
    description: 'Their lines and reasons; the rows themselves were never stored.',
    query: LotRejectQuery,
    replies: okPage(LotRejectList, 'A page of rows.'),
  },
  exportLotRejects: {
    ...ofLot,
    id: 'exportLotRejects',
    onStandby: true,
    path: '/lots/{lot_id}/rejects/export',
    summary: 'Download the refused rows of a lot as CSV',
    description: 'Lines and reasons.',
    query: exportQuery({}),
    replies: fileReply('text/csv', 'One line per row.'),
  },
} as const satisfies Record<string, WebAppOperation>;
