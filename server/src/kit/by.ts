/** Who does something, when and from where, as it is recorded. */
export interface By {
  readonly at: Date;
  /** `key:key_…`, `person:usr_…`, `staff:usr_…`, `operator:<name>`, `system:<job>`. */
  readonly actor: string;
  readonly address?: string;
  readonly requestId?: string;
  /** Why, if somebody said so; the audit has it beside what was done. */
  readonly reason?: string;
}
