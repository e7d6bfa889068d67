import type { Rules } from '../http/check-body.ts';

let reading: Promise<Rules> | null = null;

/** What a call does that requires a proof, in words: `Revoke a key`; null if nobody knows. */
export async function readProof(call: string): Promise<string | null> {
  try {
    return (await import('virtual:form-rules')).proofs[call] ?? null;
  } catch {
    return null;
  }
}

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
