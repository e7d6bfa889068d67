import { Alert } from '@mantine/core';
import type { StaffWebhookEndpoint } from '@psnb2b/contract';
import { Columns, CopyId, Facts, groupDigits, Link, Loaded, Page, Section, Time } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useParams } from 'react-router';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { Deliveries } from './Deliveries.tsx';
import { EndpointActs } from './EndpointActs.tsx';
import { AttemptResult, Backlog, HealthBadge, Success } from './EndpointHealth.tsx';
import { EventType } from './EventType.tsx';
import { Replay } from './Replay.tsx';
import { words } from './words.ts';

const READ_AGAIN_MS = 15_000;

/** One endpoint of a partner: how it fares, what was sent, and what staff can do for its owner. */
export function EndpointPage() {
  const { id = '' } = useParams();
  const endpoint = useRead(
    '/webhook-endpoints/{endpoint_id}',
    { path: { endpoint_id: id } },
    { refetchInterval: READ_AGAIN_MS },
  );
  return <Loaded query={endpoint}>{(each) => <OneEndpoint endpoint={each} />}</Loaded>;
}

function OneEndpoint({ endpoint }: { readonly endpoint: StaffWebhookEndpoint }) {
  const { host, state, partner } = endpoint;
  return (
    <Page
      title={host}
      mark={<HealthBadge state={state} />}
      lead={partner.name}
      acts={<EndpointActs endpoint={endpoint} />}
    >
      <Trouble endpoint={endpoint} />
      <Columns
        main={
          <>
            <Deliveries endpointId={endpoint.id} />
            <Replay key={state} endpoint={endpoint} />
          </>
        }
        side={<Side endpoint={endpoint} />}
      />
    </Page>
  );
}

/** What is wrong, why, and until when it is tolerated. */
function Trouble({ endpoint }: { readonly endpoint: StaffWebhookEndpoint }) {
  const { state, staff_reason, status_reason, status_at, paused_at, disabled_from } = endpoint;
  const { cannot_heal, silent, last_attempt, failing_since, oldest_waiting_at } = endpoint;
  const more = [cannot_heal && words.cannotHeal, silent && words.silent].filter(Boolean);
  if (state === 'working' && more.length === 0) return null;
  const titles = {
    paused: words.pausedTitle,
    disabled: words.disabledTitle,
    failing: words.failingTitle,
    late: words.lateTitle,
    working: words.silent,
  };
  return (
    <Alert
      color={state === 'failing' ? 'red' : 'yellow'}
      variant="outline"
      title={titles[state]}
      role="status"
    >
      {state === 'paused' && <Since at={paused_at} />}
      {state === 'disabled' && (
        <div>
          {status_reason && words.reasons[status_reason]} {words.since} <Time at={status_at} />
        </div>
      )}
      {state === 'failing' && (
        <div>
          {last_attempt && <AttemptResult attempt={last_attempt} />}, {words.since}{' '}
          <Time at={failing_since} />. {words.failingSays}{' '}
          {disabled_from && <Time at={disabled_from} form="ago" />}.
        </div>
      )}
      {state === 'late' && (
        <div>
          {words.lateSays} <Since at={oldest_waiting_at} />
        </div>
      )}
      {staff_reason !== null && <div className="breaks">“{staff_reason}”</div>}
      {more.length > 0 && state !== 'working' && <div>{more.join('. ')}.</div>}
    </Alert>
  );
}

function Since({ at: moment }: { readonly at: string | null }) {
  return (
    <span>
      {words.since} <Time at={moment} />
    </span>
  );
}

function Side({ endpoint }: { readonly endpoint: StaffWebhookEndpoint }) {
  const { id, partner, mode, description, events, concurrency } = endpoint;
  const { last_success_at, p95_ms, created_at } = endpoint;
  return (
    <Section title={words.facts}>
      <Facts
        facts={[
          [
            words.partner,
            <Link key="partner" to={to.partner(partner.id)}>
              {partner.name}
            </Link>,
          ],
          [words.mode, text.modes[mode]],
          [words.description, description],
          [words.success, <Success key="success" endpoint={endpoint} />],
          [words.p95, p95_ms === null ? null : words.ms(p95_ms)],
          [words.backlog, <Backlog key="backlog" endpoint={endpoint} />],
          [words.lastSuccess, <Time key="last" at={last_success_at} />],
          [
            words.events,
            <div key="events">
              {events.map((type) => (
                <EventType key={type} type={type} />
              ))}
            </div>,
          ],
          [words.concurrency, groupDigits(concurrency)],
          [words.registered, <Time key="registered" at={created_at} form="day" />],
          [words.id, <CopyId key="id" id={id} what={words.id} short />],
          [
            words.audit,
            <Link key="audit" to={at(to.audit, { partner_id: partner.id, action: 'webhook.' })}>
              {words.seeAudit}
            </Link>,
          ],
        ]}
      />
    </Section>
  );
}
