import { Type } from 'typebox';
import { Done, idParam } from '../kit/shapes.ts';
import { acting, created, ok, reading, type WebAppOperation } from '../kit/web-app-operation.ts';
import { PartnerNote, PartnerNoteCreate, PartnerNoteList, PartnerNoteUpdate } from './notes.ts';

const ofPartner = idParam('partner_id', 'Id of the business.');
const one = Type.Object({
  ...ofPartner.properties,
  ...idParam('note_id', 'Id of the note.').properties,
});
const act = {
  ...acting,
  tag: 'Partners',
  roles: ['admin', 'finance', 'support', 'stock'],
} as const;

/** What staff write to each other about a business. */
export const consolePartnerNoteOperations = {
  listPartnerNotes: {
    ...reading,
    tag: 'Partners',
    id: 'listPartnerNotes',
    path: '/partners/{partner_id}/notes',
    summary: 'List notes about a business',
    description: 'Pinned ones first, then the newest. The business never sees them.',
    params: ofPartner,
    replies: ok(PartnerNoteList, 'The notes.'),
  },
  createPartnerNote: {
    ...act,
    idempotent: true,
    id: 'createPartnerNote',
    path: '/partners/{partner_id}/notes',
    summary: 'Write a note about a business',
    description: 'For colleagues; the audit has it.',
    params: ofPartner,
    body: PartnerNoteCreate,
    replies: created(PartnerNote, 'The note.'),
    refusals: ['limit_reached'],
  },
  updatePartnerNote: {
    ...act,
    method: 'PATCH',
    id: 'updatePartnerNote',
    path: '/partners/{partner_id}/notes/{note_id}',
    summary: 'Change or pin a note',
    description:
      'Refused if somebody changed it since you saw it. The audit has the text before and after.',
    params: one,
    body: PartnerNoteUpdate,
    replies: ok(PartnerNote, 'The note.'),
    refusals: ['invalid_state'],
  },
  removePartnerNote: {
    ...act,
    id: 'removePartnerNote',
    path: '/partners/{partner_id}/notes/{note_id}/remove',
    summary: 'Remove a note',
    description: 'The audit keeps its text.',
    params: one,
    replies: ok(Done, 'It is removed.'),
  },
} as const satisfies Record<string, WebAppOperation>;
