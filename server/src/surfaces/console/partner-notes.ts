import { PartnerNote } from '@psnb2b/contract';
import { actorTexts } from '../../identity/index.ts';
import { required } from '../../kit/assert.ts';
import { json, whole } from '../../kit/http/index.ts';
import { present } from '../../kit/present.ts';
import * as partners from '../../partners/index.ts';
import { madeOnce } from '../both/made-once.ts';
import { DONE } from '../both/web-app-reply.ts';
import { onConsole } from '../calls.ts';
import type { Parts } from '../parts.ts';

/** Notes of staff about a business. */
export function partnerNoteRoutes({ database }: Parts) {
  const { reads } = database;
  const show = async (notes: readonly partners.PartnerNote[]) => {
    const names = await actorTexts(
      reads,
      notes.flatMap(({ writtenBy, editedBy }) => [writtenBy, ...(editedBy ? [editedBy] : [])]),
    );
    return notes.map((note) =>
      present(PartnerNote, note, {
        written_by: names(note.writtenBy),
        edited_by: note.editedBy && names(note.editedBy),
      }),
    );
  };
  const showOne = async (note: partners.PartnerNote) =>
    required((await show([note]))[0], 'one for each');
  return onConsole({
    listPartnerNotes: async ({ params }) => {
      await partners.findPartner(reads, params.partner_id);
      return whole(await show(await partners.listNotes(reads, params.partner_id)));
    },
    createPartnerNote: (call) =>
      madeOnce(database, call, {
        make: (tx) => partners.addNote(tx, call.params.partner_id, call.body, call.by),
        id: ({ noteId }) => noteId,
        find: (noteId) => partners.findNote(reads, call.params.partner_id, noteId),
        reply: async (note) => json(201, await showOne(note)),
      }),
    updatePartnerNote: async ({ params: { partner_id: partnerId, note_id: id }, body, by }) => {
      const changed = database.transaction((tx) =>
        partners.changeNote(tx, partnerId, id, body, by),
      );
      return json(200, await showOne(await changed));
    },
    removePartnerNote: async ({ params: { partner_id: partnerId, note_id: id }, by }) => {
      await database.transaction((tx) => partners.removeNote(tx, partnerId, id, by));
      return DONE;
    },
  });
}
