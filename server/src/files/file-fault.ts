/** Why bytes are not an accepted file, as a sentence for their sender. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
}
