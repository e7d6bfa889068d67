import type { WebhookEventDetail } from '@psnb2b/contract';
import {
  Columns,
  CopyId,
  CopyValue,
  Empty,
  Facts,
  groupDigits,
  Loaded,
  Page,
  Section,
  Time,
} from '@psnb2b/ui';
import { useParams } from 'react-router';
import { useRead } from '../../client.ts';
import { text } from '../../text.ts';
import { About } from './About.tsx';
import { EventDelivery } from './EventDelivery.tsx';
import { useEvent } from './read-webhook.ts';
import classes from './webhooks.module.css';
import { words as listWords, eventWords as words } from './words.ts';

export function EventPage() {
  const { id = '' } = useParams();
  return <Loaded query={useEvent(id)}>{(event) => <OneEvent event={event} />}</Loaded>;
}

function OneEvent({ event }: { readonly event: WebhookEventDetail }) {
  const { type, sequence, mode, deliveries } = event;
  const endpoints = useRead('/webhook-endpoints', { query: { mode } });
  const body = JSON.stringify(event.event, null, 2);
  return (
    <Page title={`${listWords.types[type] ?? type} #${groupDigits(sequence)}`}>
      <Columns
        main={
          <>
            <Loaded query={endpoints}>
              {({ data }) =>
                data.length === 0 ? (
                  <Section>
                    <Empty title={words.noEndpoints} />
                  </Section>
                ) : (
                  data.map((endpoint) => (
                    <EventDelivery
                      key={endpoint.id}
                      event={event}
                      endpoint={endpoint}
                      delivery={deliveries.find(({ endpoint_id }) => endpoint_id === endpoint.id)}
                    />
                  ))
                )
              }
            </Loaded>
            <Section title={words.body}>
              <div className={`boxed ${classes.code}`}>
                <pre>{body}</pre>
                <CopyValue value={body} what={words.copyBody} />
              </div>
            </Section>
          </>
        }
        side={<Side event={event} />}
      />
    </Page>
  );
}

function Side({ event }: { readonly event: WebhookEventDetail }) {
  const { event_id, about_id, type, created_at, mode, headers } = event;
  return (
    <>
      <Section>
        <Facts
          facts={[
            [
              words.type,
              <span key="type" className="mono">
                {type}
              </span>,
            ],
            [words.about, about_id && <About key="about" id={about_id} />],
            [words.happened, <Time key="happened" at={created_at} />],
            [words.id, <CopyId key="id" id={event_id} what={words.id} short />],
            [text.mode, text.modes[mode]],
          ]}
        />
      </Section>
      <Section title={words.headers} lead={words.headersLead}>
        <Facts
          facts={Object.entries(headers).map(([name, value]) => [
            name,
            <span key={name} className="mono breaks">
              {value}
            </span>,
          ])}
        />
      </Section>
    </>
  );
}
