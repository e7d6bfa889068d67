import { type Static, Type } from 'typebox';
import { noteLengthMax, partnerNotesMax } from '../kit/limits.ts';
import { id, nullable, time } from '../kit/primitives.ts';
import { listOf, request, text } from '../kit/shapes.ts';

const words = text(noteLengthMax, 'What colleagues should know. The business never sees it.');
const pinned = Type.Boolean({ description: 'Whether it stays on top.' });

export const PartnerNote = Type.Object(
  {
    id: id('nte', 'Id of the note.'),
    object: Type.Literal('partner_note'),
    text: words,
    pinned,
    version: Type.Integer({ minimum: 1, description: 'Rises with each change.' }),
    written_by: Type.String({ description: 'Who wrote it.' }),
    written_at: time('When it was written.'),
    edited_by: nullable(Type.String({ description: 'Who changed its text last.' })),
    edited_at: nullable(time('When its text was changed last.')),
  },
  { title: 'PartnerNote', description: 'What staff wrote about a business.' },
);
export type PartnerNote = Static<typeof PartnerNote>;
export const PartnerNoteList = listOf(
  'PartnerNoteList',
  `Pinned ones first, then the newest; a business has at most ${partnerNotesMax}.`,
  PartnerNote,
);
export const PartnerNoteCreate = request('PartnerNoteCreate', 'A note.', {
  text: words,
  pinned: Type.Optional(pinned),
});
export const PartnerNoteUpdate = request(
  'PartnerNoteUpdate',
  'What to change; members that are left out stay.',
  {
    version: Type.Integer({ minimum: 1, description: 'The version that you saw.' }),
    text: Type.Optional(words),
    pinned: Type.Optional(pinned),
  },
);
