/** A database that we cannot work with. Its message is the one sentence that the operator reads. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
}
