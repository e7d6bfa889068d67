/** Returns the deepest reason, such as `ECONNREFUSED`: `fetch failed` says nothing. */
export function reasonOf(cause: unknown): string {
  let error = cause as
    | { message?: string; code?: string; cause?: unknown; errors?: unknown[] }
    | undefined;
  for (let depth = 0; depth < 5; depth += 1) {
    const inner = error?.cause ?? error?.errors?.[0];
    if (inner === undefined || inner === null) break;
    error = inner as typeof error;
  }
  return error?.code ?? error?.message ?? String(cause);
}

/** A certificate does not become valid by a retry. */
export function isCertificate(cause: unknown): boolean {
  return /^(CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(reasonOf(cause));
}
