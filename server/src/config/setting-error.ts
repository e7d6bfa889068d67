import type { EnvironmentName } from './env.ts';

/** A variable with a value that it does not take. Its message is the one sentence the operator reads. */
export class SettingError extends Error {
  readonly variable: EnvironmentName;

  /** `got` is null for secrets, which are never repeated. */
  constructor(variable: EnvironmentName, got: string | null, takes: string) {
    super(
      `${variable} is ${got === null ? 'not usable' : JSON.stringify(got)}; it takes ${takes}.`,
    );
    this.name = 'SettingError';
    this.variable = variable;
  }
}
