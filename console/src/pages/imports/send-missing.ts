/** A file that is sent in pieces, from the piece `next` on, counted from 0; sizes in bytes. */
interface Pieces {
  readonly bytes: number;
  readonly size: number;
  readonly next: number;
}

/**
 * Sends the pieces of a file in their order, and notes how many bytes of the file are sent. Only whole pieces count: when one
 * fails, the count is that of the pieces that arrived, and the error is thrown.
 */
export async function sendMissing(
  { bytes, size, next }: Pieces,
  send: (position: number, onSent: (bytes: number) => void) => Promise<void>,
  note: (bytes: number) => void,
): Promise<void> {
  for (let position = next; position * size < bytes; position += 1) {
    try {
      await send(position, note);
    } catch (error) {
      note(position * size);
      throw error;
    }
    note(Math.min((position + 1) * size, bytes));
  }
}
