import { Type } from 'typebox';
import { idParam } from '../kit/shapes.ts';
import { acting, ok, okPage, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import {
  Recall,
  RecalledCodeFilters,
  RecalledCodeList,
  RecalledCodeQuery,
  RecallFilters,
  RecallList,
  RecallListQuery,
  RecallModeQuery,
} from './schemas.ts';

const recall = { tag: 'Claims', params: idParam('recall_id', 'Id of the recall.') } as const;

/** Recalls, as their buyers see them. A recall of the other mode reads as unknown. */
export const portalRecallOperations = {
  listRecalls: {
    ...reading,
    tag: 'Claims',
    id: 'listRecalls',
    path: '/recalls',
    summary: 'List recalls',
    description:
      'Codes of the whole business that must not be sold: first what you have not marked as read, then the newest.',
    query: RecallListQuery,
    replies: okPage(RecallList, 'A page of recalls.'),
  },
  exportRecalls: {
    ...reading,
    tag: 'Claims',
    id: 'exportRecalls',
    onStandby: true,
    path: '/recalls/export',
    summary: 'Download the recalls as CSV',
    description: 'All recalls that match the filters in one file, in the order of the list.',
    query: RecallFilters,
    replies: {
      200: {
        description: 'One line per recall.',
        mediaTypes: { 'text/csv': { schema: Type.String({ description: 'RFC 4180, as UTF-8.' }) } },
      },
    },
  },
  getRecall: {
    ...reading,
    ...recall,
    id: 'getRecall',
    path: '/recalls/{recall_id}',
    summary: 'Read a recall',
    description: 'What is wrong with the codes, and whether you have marked it as read.',
    query: RecallModeQuery,
    replies: ok(Recall, 'The recall.'),
  },
  listRecalledCodes: {
    ...reading,
    ...recall,
    id: 'listRecalledCodes',
    path: '/recalls/{recall_id}/codes',
    summary: 'List the codes of a recall',
    description: 'Their ids, orders and claims. Shows no code.',
    query: RecalledCodeQuery,
    replies: ok(RecalledCodeList, 'A page of codes.'),
  },
  exportRecalledCodes: {
    ...reading,
    ...recall,
    id: 'exportRecalledCodes',
    path: '/recalls/{recall_id}/codes/export',
    summary: 'Download the codes of a recall as CSV',
    description:
      'The ids of all of them in one file, with their orders and claims. Contains no code.',
    query: RecalledCodeFilters,
    replies: {
      200: {
        description: 'One line per code.',
        mediaTypes: { 'text/csv': { schema: Type.String({ description: 'RFC 4180, as UTF-8.' }) } },
      },
    },
  },
  readRecall: {
    ...acting,
    ...recall,
    tag: 'People',
    whileSuspended: true,
    id: 'readRecall',
    path: '/recalls/{recall_id}/read',
    summary: 'Mark a recall as read',
    description: 'For yourself: your colleagues are still told of it.',
    query: RecallModeQuery,
    replies: ok(Recall, 'The recall.'),
  },
} as const satisfies Record<string, WebAppOperation>;
