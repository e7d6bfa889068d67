declare module 'virtual:form-rules' {
  /** Written by `build/form-rules.ts` when an app is built. */
  export const rules: import('./check-body.ts').Rules;
  /** What each call does that requires a proof, in words. */
  export const proofs: Readonly<Record<string, string>>;
}
