import type { PortalWebhookEndpoint } from '@psnb2b/contract';
import { groupDigits, StatusBadge, Time, withUnit } from '@psnb2b/ui';
import { words } from './words.ts';

type Endpoint = Pick<
  PortalWebhookEndpoint,
  'status' | 'status_at' | 'status_reason' | 'paused_at' | 'failing_since' | 'waiting'
>;

export function EndpointBadge({ endpoint }: { readonly endpoint: Endpoint }) {
  const { status, paused_at, failing_since } = endpoint;
  if (status === 'disabled') return <StatusBadge tone="neutral">{words.off}</StatusBadge>;
  if (paused_at) return <StatusBadge tone="wait">{words.paused}</StatusBadge>;
  return (
    <StatusBadge tone={failing_since ? 'bad' : 'good'}>
      {failing_since ? words.failing : words.on}
    </StatusBadge>
  );
}

/** The state of an endpoint, since when, and why. */
export function EndpointState({ endpoint }: { readonly endpoint: Endpoint }) {
  const { status, status_at, status_reason, paused_at, failing_since, waiting } = endpoint;
  const since = status === 'disabled' ? status_at : (paused_at ?? failing_since);
  return (
    <div>
      <EndpointBadge endpoint={endpoint} />
      {since && (
        <div className="quiet">
          {words.since} <Time at={since} />
        </div>
      )}
      {status_reason && <div className="quiet">{words.reasons[status_reason]}</div>}
      {waiting > 0 && <div className="quiet">{words.waiting(groupDigits(waiting))}</div>}
    </div>
  );
}

/** How many of the events of a day were delivered. */
export function Health({
  endpoint: { delivered, failed },
}: {
  readonly endpoint: Pick<PortalWebhookEndpoint, 'delivered' | 'failed'>;
}) {
  const total = delivered + failed;
  if (total === 0) return <span className="quiet">{words.quiet}</span>;
  const share = Math.floor((delivered / total) * 1_000) / 10;
  return <span>{words.success(withUnit(share, '%'), groupDigits(total))}</span>;
}

/** A URL, its host first: the part that tells endpoints apart. */
export function EndpointUrl({
  url,
  more,
}: {
  readonly url: string;
  readonly more?: string | null;
}) {
  const { host, pathname, search } = new URL(url);
  return (
    <div className="breaks">
      <div>{host}</div>
      <div className="quiet mono">{pathname + search}</div>
      {more && <div className="quiet">{more}</div>}
    </div>
  );
}
