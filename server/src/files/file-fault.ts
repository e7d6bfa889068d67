/** Why some bytes are no file that is taken here, as a sentence for who sent them. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
}
