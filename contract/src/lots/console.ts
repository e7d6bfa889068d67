import {
  LotRecall,
  LotRecallCreate,
  RecallResolve,
  RecallResolved,
} from '../claims/web-app-schemas.ts';
import { idParam } from '../kit/shapes.ts';
import {
  acting,
  fileReply,
  moving,
  ok,
  okOrProposed,
  okPage,
  reading,
  type WebAppOperation,
} from '../kit/web-app-operation.ts';
import { Proposal } from '../proposals/schemas.ts';
import {
  ClaimChoices,
  LotDecision,
  LotFile,
  LotFilters,
  LotList,
  LotQuery,
  StockLimits,
  StockLimitsSet,
  UnsoldDiscard,
} from './schemas.ts';
import {
  WithdrawnCode,
  WithdrawnCodeList,
  WithdrawnCodeQuery,
  WithdrawnCodeSettle,
} from './withdrawn.ts';

const lotId = idParam('lot_id', 'Id of the lot.');

/** Lots and recalls: the origin of bad codes, and taking them back. */
export const consoleLotOperations = {
  listLots: {
    ...reading,
    tag: 'Claims',
    id: 'listLots',
    path: '/lots',
    summary: 'List lots',
    description: 'Live lots, newest first, with their claims.',
    query: LotQuery,
    replies: okPage(LotList, 'A page of lots.'),
  },
  exportLots: {
    ...reading,
    tag: 'Claims',
    id: 'exportLots',
    onStandby: true,
    path: '/lots/export',
    summary: 'Download the list of lots as CSV',
    description: 'Every live lot that matches the filters, newest first. Contains no code.',
    query: LotFilters,
    replies: fileReply('text/csv', 'One line per lot.'),
  },
  getLot: {
    ...reading,
    tag: 'Claims',
    id: 'getLot',
    path: '/lots/{lot_id}',
    summary: 'Read a lot',
    description: 'Its buyers, the stock for replacements, and the progress of its recall.',
    params: lotId,
    replies: ok(LotFile, 'The lot.'),
  },
  confirmLot: {
    ...acting,
    tag: 'Claims',
    roles: ['admin', 'stock'],
    ...moving('money'),
    id: 'confirmLot',
    path: '/lots/{lot_id}/confirm',
    summary: 'Confirm a held lot',
    description:
      'Puts a lot up for sale although its codes do not all look alike, or after somebody else has imported a large one. A complete ' +
      'lot stays so.',
    params: lotId,
    body: LotDecision,
    replies: ok(LotFile, 'The lot.'),
    refusals: ['invalid_state', 'outcome_unknown'],
  },
  discardLot: {
    ...acting,
    tag: 'Claims',
    roles: ['admin', 'stock'],
    ...moving('money'),
    id: 'discardLot',
    path: '/lots/{lot_id}/discard',
    summary: 'Discard a held lot',
    description:
      'Deletes the codes of a held or unfinished lot; the file can be imported again. A repeated call ' +
      'continues where it stopped.',
    params: lotId,
    body: LotDecision,
    replies: ok(LotFile, 'The lot.'),
    refusals: ['invalid_state', 'outcome_unknown'],
  },
  discardUnsoldCodes: {
    ...acting,
    tag: 'Stock',
    roles: ['admin', 'stock'],
    ...moving('money'),
    id: 'discardUnsoldCodes',
    path: '/lots/{lot_id}/discard-unsold',
    summary: 'Discard the unsold codes of a lot',
    description:
      'Takes its codes that are for sale off sale for good. What is sold or on hold stays. More codes within a day than one ' +
      'person may discard wait for a second admin.',
    params: lotId,
    body: UnsoldDiscard,
    replies: okOrProposed(LotFile, Proposal, 'The lot.'),
    refusals: ['invalid_state', 'outcome_unknown'],
  },
  getStockLimits: {
    ...reading,
    tag: 'Stock',
    id: 'getStockLimits',
    path: '/stock-limits',
    summary: 'Read what one person may do alone with stock',
    description: 'Put large lots up for sale, and discard unsold codes.',
    replies: ok(StockLimits, 'The limits.'),
  },
  setStockLimits: {
    ...acting,
    ...moving('rights'),
    tag: 'Stock',
    roles: ['admin'],
    id: 'setStockLimits',
    path: '/stock-limits',
    summary: 'Set what one person may do alone with stock',
    description: 'Lower limits apply at once; higher ones wait for a second admin.',
    body: StockLimitsSet,
    replies: okOrProposed(StockLimits, Proposal, 'The limits.'),
  },
  recallLot: {
    ...acting,
    tag: 'Claims',
    roles: ['admin', 'stock'],
    ...moving('money'),
    id: 'recallLot',
    path: '/lots/{lot_id}/recall',
    summary: 'Recall a lot',
    description:
      'Freezes its unsold codes, opens a claim for every order with its codes and notifies each partner once. A repeated ' +
      'call continues where it stopped.',
    params: lotId,
    body: LotRecallCreate,
    replies: ok(LotRecall, 'The result.'),
    refusals: ['invalid_state', 'outcome_unknown'],
  },
  resolveRecall: {
    ...acting,
    tag: 'Claims',
    roles: ['admin', 'finance'],
    ...moving('money'),
    id: 'resolveRecall',
    path: '/lots/{lot_id}/recall/resolve',
    summary: 'Decide all claims of a recall',
    description:
      'Replaced, refunded, or replaced as long as there is stock. Their total amount decides whether it needs ' +
      'two people.',
    params: lotId,
    body: RecallResolve,
    replies: ok(RecallResolved, 'The outcome.'),
    refusals: ['outcome_unknown'],
  },
  listWithdrawnCodes: {
    ...reading,
    tag: 'Claims',
    id: 'listWithdrawnCodes',
    path: '/withdrawn-codes',
    summary: 'List withdrawn codes',
    description:
      'Live codes that were replaced or refunded before anybody had read them, newest first. They are never shown again; those ' +
      'in the state `waiting` can be restocked or written off.',
    query: WithdrawnCodeQuery,
    replies: ok(WithdrawnCodeList, 'A page of them.'),
  },
  settleWithdrawnCode: {
    ...acting,
    tag: 'Claims',
    roles: ['admin', 'stock'],
    ...moving('money'),
    id: 'settleWithdrawnCode',
    path: '/withdrawn-codes/{code_id}/settle',
    summary: 'Restock a withdrawn code, or write it off',
    description:
      'It is restocked under another id, and its supplier claim becomes void; or it is written off. A code of a ' +
      'recalled lot, an expired one, and one that its supplier paid for can only be written off. It cannot be undone.',
    params: idParam('code_id', 'Id of the code.'),
    body: WithdrawnCodeSettle,
    replies: ok(WithdrawnCode, 'Its state.'),
    refusals: ['invalid_state'],
  },
  getClaimChoices: {
    ...reading,
    tag: 'Claims',
    id: 'getClaimChoices',
    path: '/claim-choices',
    summary: 'List the filters of claims and lots',
    description: 'Suppliers, and regions with products.',
    replies: ok(ClaimChoices, 'The choices.'),
  },
} as const satisfies Record<string, WebAppOperation>;
