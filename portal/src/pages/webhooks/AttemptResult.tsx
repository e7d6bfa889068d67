import type { WebhookAttempt } from '@psnb2b/contract';
import { words } from './words.ts';

/** The answer of a server as its status, or why there is none. */
export function AttemptResult({ attempt }: { readonly attempt: WebhookAttempt }) {
  const { status, error } = attempt;
  if (error === null) return <span>{status}</span>;
  return (
    <span>
      {status !== null && `${status}: `}
      {words.errors[error]}
    </span>
  );
}
