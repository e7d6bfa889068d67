import type { Rules } from '../http/check-body.ts';

let reading: Promise<Rules> | null = null;

/** Loads the shapes of the bodies that the app's calls accept; once, and again if that failed. */
export function readRules(): Promise<Rules> {
  reading ??= import('virtual:form-rules').then(
    (module) => module.rules,
    (error: unknown) => {
      reading = null;
      throw error;
    },
  );
  return reading;
}
