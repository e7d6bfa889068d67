import {
  LotRecall,
  LotRecallCreate,
  RecallResolve,
  RecallResolved,
} from '../claims/door-schemas.ts';
import { acting, type DoorOperation, moving, ok, reading } from '../kit/door-operation.ts';
import { idParam } from '../kit/shapes.ts';
import { ClaimChoices, LotDecision, LotFile, LotList, LotQuery } from './schemas.ts';
import {
  WithdrawnCode,
  WithdrawnCodeList,
  WithdrawnCodeQuery,
  WithdrawnCodeSettle,
} from './withdrawn.ts';

const lotId = idParam('lot_id', 'Id of the lot.');

/** Lots as far as claims need them: where bad codes came from, and calling them back. */
export const consoleLotOperations = {
  listLots: {
    ...reading,
    tag: 'Claims',
    id: 'listLots',
    path: '/lots',
    summary: 'List lots',
    description: 'Live ones, newest first, with what was claimed of each.',
    query: LotQuery,
    replies: ok(LotList, 'A page of lots.'),
  },
  getLot: {
    ...reading,
    tag: 'Claims',
    id: 'getLot',
    path: '/lots/{lot_id}',
    summary: 'Read a lot',
    description: 'Who has its codes, what could replace them, and how its recall stands.',
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
    summary: 'Sell a held lot',
    description:
      'Puts a lot up for sale whose codes do not all look alike. One that is complete stays so.',
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
      'Deletes the codes of a lot that is held or not read to its end; the file can be imported again. Running it again ' +
      'does what is left.',
    params: lotId,
    body: LotDecision,
    replies: ok(LotFile, 'The lot.'),
    refusals: ['invalid_state', 'outcome_unknown'],
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
      'Freezes what is unsold, opens a claim for every order with codes of it and tells each partner once. Running it ' +
      'again does what is left.',
    params: lotId,
    body: LotRecallCreate,
    replies: ok(LotRecall, 'What it came to.'),
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
      'Replaced, refunded, or replaced as long as there is stock. What they give away together decides whether it takes ' +
      'two people.',
    params: lotId,
    body: RecallResolve,
    replies: ok(RecallResolved, 'What came of it.'),
    refusals: ['outcome_unknown'],
  },
  listWithdrawnCodes: {
    ...reading,
    tag: 'Claims',
    id: 'listWithdrawnCodes',
    path: '/withdrawn-codes',
    summary: 'List withdrawn codes',
    description:
      'Live codes that were made good before anybody had read them, the newest first. They are never shown again; those ' +
      'that wait can be sold again or written off.',
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
    summary: 'Say what becomes of a withdrawn code',
    description:
      'It goes back to stock under another id, and its supplier owes nothing for it; or it is written off. A code of a ' +
      'recalled lot, an expired one, and one that its supplier paid for can only be written off. It cannot be undone.',
    params: idParam('code_id', 'Id of the code.'),
    body: WithdrawnCodeSettle,
    replies: ok(WithdrawnCode, 'How it stands.'),
    refusals: ['invalid_state'],
  },
  getClaimChoices: {
    ...reading,
    tag: 'Claims',
    id: 'getClaimChoices',
    path: '/claim-choices',
    summary: 'See what claims can be narrowed down to',
    description: 'Suppliers, and regions with products.',
    replies: ok(ClaimChoices, 'The choices.'),
  },
} as const satisfies Record<string, DoorOperation>;
