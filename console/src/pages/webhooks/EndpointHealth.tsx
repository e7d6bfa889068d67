import type { StaffWebhookEndpoint, WebhookAttempt } from '@psnb2b/contract';
import type { WebhookHealthState } from '@psnb2b/contract/states';
import { groupDigits, percent, StatusBadge, Time, type Tone } from '@psnb2b/ui';
import { words } from './words.ts';

const tones: Readonly<Record<WebhookHealthState, Tone>> = {
  working: 'good',
  failing: 'bad',
  late: 'wait',
  paused: 'info',
  disabled: 'neutral',
};

export function HealthBadge({ state }: Pick<StaffWebhookEndpoint, 'state'>) {
  return (
    <StatusBadge tone={tones[state]} value={state}>
      {words.states[state]}
    </StatusBadge>
  );
}

/** Since when the state holds; null where it holds by itself. */
export function stateSince(endpoint: StaffWebhookEndpoint): string | null {
  switch (endpoint.state) {
    case 'failing':
      return endpoint.failing_since;
    case 'paused':
      return endpoint.paused_at;
    case 'disabled':
      return endpoint.status_at;
    case 'late':
      return endpoint.oldest_waiting_at;
    case 'working':
      return null;
    default:
      return endpoint.state satisfies never;
  }
}

/** The state, since when, why, and what is special about it. */
export function HealthState({ endpoint }: { readonly endpoint: StaffWebhookEndpoint }) {
  const { state, status_reason, silent, cannot_heal } = endpoint;
  const since = stateSince(endpoint);
  return (
    <div>
      <HealthBadge state={state} />
      {since !== null && (
        <div className="quiet">
          {words.since} <Time at={since} />
        </div>
      )}
      {status_reason !== null && <div className="quiet">{words.reasons[status_reason]}</div>}
      {cannot_heal && <div className="quiet">{words.cannotHeal}</div>}
      {silent && <div className="quiet">{words.silent}</div>}
    </div>
  );
}

/** The share of attempts that succeeded; rounded down, so that 100 % means all. */
export function successOf({
  attempts,
  failures,
}: Pick<StaffWebhookEndpoint, 'attempts' | 'failures'>) {
  return percent(Math.floor(((attempts - failures) / attempts) * 10_000));
}

/** The attempts of 24 hours, and how many of them succeeded. */
export function Success({ endpoint }: { readonly endpoint: StaffWebhookEndpoint }) {
  const { attempts } = endpoint;
  if (attempts === 0) return <span className="quiet">{words.noAttempts}</span>;
  return (
    <div>
      <div>{groupDigits(attempts)}</div>
      <div className="quiet">{words.succeeded(successOf(endpoint))}</div>
    </div>
  );
}

/** How many events wait, and since when the oldest. */
export function Backlog({ endpoint }: { readonly endpoint: StaffWebhookEndpoint }) {
  const { waiting, oldest_waiting_at } = endpoint;
  return (
    <div>
      <div>{waiting >= 10_000 ? words.waitingMax : groupDigits(waiting)}</div>
      {waiting > 0 && oldest_waiting_at !== null && (
        <div className="quiet">
          <Time at={oldest_waiting_at} form="ago" />
        </div>
      )}
    </div>
  );
}

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
