import { PatientWork } from '../patient-work.ts';

/** All exports of this process share one, so that ten people who export cost others no more than one. */
const exporting = new PatientWork();

/** Makes one piece of an export, in turn with those of other lines, such as other people, and with rests in which others are served. */
export function exportPiece<Piece>(make: () => Promise<Piece>, line = ''): Promise<Piece> {
  return exporting.piece(make, line);
}

/** The pieces of a file that this thread makes itself, one at a time, as an export. */
export async function* patiently(pieces: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    for (;;) {
      const { value, done } = await exportPiece(() => pieces.next());
      if (done) return;
      yield value;
    }
  } finally {
    await pieces.return(undefined);
  }
}
