import type { EnvironmentName } from './env.ts';

/** An invalid value of a variable. Its message is the one sentence that the operator reads. */
export class SettingError extends Error {
  readonly variable: EnvironmentName;

  /** `got` is null for secrets, which are never repeated. */
  constructor(variable: EnvironmentName, got: string | null, takes: string) {
    super(
      `${variable} is ${got === null ? 'not usable' : JSON.stringify(got)}; it must be ${takes}.`,
    );
    this.name = 'SettingError';
    this.variable = variable;
  }
}
