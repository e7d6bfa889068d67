/** A key that is missing, foreign or insecurely stored. The message is a sentence for the operator. */
export class KeyProblem extends Error {
  override readonly name = 'KeyProblem';
}

/** A sealed value that does not open with its key and place: swapped, altered or under another key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}
