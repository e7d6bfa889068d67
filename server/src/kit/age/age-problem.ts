/** Why something is no key, or a file cannot be opened: one sentence, without any secret. */
export class AgeProblem extends Error {
  override readonly name = 'AgeProblem';
}
