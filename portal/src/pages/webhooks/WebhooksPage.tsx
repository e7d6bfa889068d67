import type { PortalWebhookEndpoint, PortalWebhookEndpointSecret } from '@psnb2b/contract';
import {
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  FilterBar,
  Page,
  Section,
  Time,
  useGo,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useWhole } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { AttemptResult } from './AttemptResult.tsx';
import { EndpointState, EndpointUrl, Health } from './EndpointState.tsx';
import { RegisterEndpoint } from './RegisterEndpoint.tsx';
import { ShownSecret } from './ShownSecret.tsx';
import { words } from './words.ts';

const EVENTS_SHOWN = 2;
const col = columnsOf<PortalWebhookEndpoint>();

const COLUMNS = [
  col.cell('url', words.endpoint, ({ url, description }) => (
    <EndpointUrl url={url} more={description} />
  )),
  col.cell('events', words.events, ({ events }) => <EventNames events={events} />, { from: 'm' }),
  col.cell('state', words.state, (endpoint) => <EndpointState endpoint={endpoint} />),
  col.cell('health', words.health, (endpoint) => <Health endpoint={endpoint} />, { from: 's' }),
  col.cell(
    'last',
    words.last,
    ({ last_attempt }) =>
      last_attempt ? (
        <div>
          <AttemptResult attempt={last_attempt} />
          <div className="quiet">
            <Time at={last_attempt.at} form="ago" />
          </div>
        </div>
      ) : (
        words.never
      ),
    { from: 'm' },
  ),
];

export function WebhooksPage() {
  const me = useMe();
  const go = useGo();
  const list = useWhole('/webhook-endpoints', ['mode']);
  const mode = list.filters.mode === 'test' ? 'test' : 'live';
  const [made, setMade] = useState<PortalWebhookEndpointSecret | null>(null);
  const add = (
    <DialogButton
      label={words.add}
      allowed={allowed(me, 'createWebhookEndpoint')}
      button={{ variant: 'filled' }}
    >
      {(close) => <RegisterEndpoint mode={mode} onClose={close} onMade={setMade} />}
    </DialogButton>
  );
  const empty = <Empty title={words.none} hint={words.noneHint} action={add} />;
  return (
    <Page acts={add}>
      <Section flush>
        <FilterBar>
          <ModeSwitch of={list} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.endpoint(id)}
          columns={COLUMNS}
          empty={empty}
        />
      </Section>
      {made && <ShownSecret endpoint={made} onKept={() => go(to.endpoint(made.id))} />}
    </Page>
  );
}

/** The first types by name, and how many more. */
function EventNames({ events }: { readonly events: readonly string[] }) {
  const named = events.slice(0, EVENTS_SHOWN).map((type) => words.types[type] ?? type);
  const rest = events.length - named.length;
  return (
    <div>
      {named.map((name) => (
        <div key={name}>{name}</div>
      ))}
      {rest > 0 && <div className="quiet">{words.more(rest)}</div>}
    </div>
  );
}
