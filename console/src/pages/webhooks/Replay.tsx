import { SimpleGrid, Stack } from '@mantine/core';
import type { StaffWebhookEndpoint, WebhookReplayCount } from '@psnb2b/contract';
import { ConfirmAct, Loaded, localTime, MomentField, OneOf, Section, say } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../client.ts';
import { words } from './words.ts';

const DAY_MS = 86_400_000;
type What = keyof typeof words.whats;

/** A moment that was typed, as the server reads it; undefined while it is not whole. */
function momentOf(typed: string): string | undefined {
  const at = new Date(typed);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/**
 * Sends the events of a time again for the owner, after it has counted them.
 * by hand: the fields are a query that is read while they are filled in, and no body.
 */
export function Replay({ endpoint }: { readonly endpoint: StaffWebhookEndpoint }) {
  const { id, failing_since, status, status_at } = endpoint;
  const began = failing_since ?? (status === 'disabled' ? status_at : null);
  const [from, setFrom] = useState(() =>
    localTime(began ? new Date(began) : new Date(Date.now() - DAY_MS)),
  );
  const [until, setUntil] = useState('');
  const [what, setWhat] = useState<What>('failed');
  const [since, before] = [momentOf(from), momentOf(until)];
  const query = { what, ...(since && { since }), ...(before && { until: before }) };
  const count = useRead(
    '/webhook-endpoints/{endpoint_id}/replay',
    { path: { endpoint_id: id }, query },
    { enabled: since !== undefined, keep: true },
  );
  return (
    <Section title={words.replay} lead={words.replayLead}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <MomentField label={words.from} value={from} onChange={setFrom} />
          <MomentField label={words.until} value={until} onChange={setUntil} />
          <OneOf label={words.which} choices={words.whats} value={what} onChange={setWhat} />
        </SimpleGrid>
        <Loaded query={count}>
          {(found) => <Send endpoint={endpoint} count={found} what={what} />}
        </Loaded>
      </Stack>
    </Section>
  );
}

interface SendProps {
  readonly endpoint: StaffWebhookEndpoint;
  readonly count: WebhookReplayCount;
  readonly what: What;
}

function Send({ endpoint: { id, status }, count, what }: SendProps) {
  const me = useMe();
  const act = useDo('POST /webhook-endpoints/{endpoint_id}/replay', {
    send: ({ after, reason }: { readonly after: number; readonly reason: string }) => ({
      path: { endpoint_id: id },
      body: { after, through: count.through, include_delivered: what === 'all', reason },
    }),
  });
  /** Each call makes a part of the range due. */
  const run = async (reason: string) => {
    let events = 0;
    for (let after = count.after; ; ) {
      const done = await act.run({ after, reason });
      if (done === null) return null;
      events += done.events;
      if (!done.has_more) {
        say(words.queued(events));
        return done;
      }
      after = done.through;
    }
  };
  if (count.events === 0) return <div className="quiet">{words.nothing}</div>;
  const isOn = status === 'enabled';
  return (
    <>
      <div>{words.count(count.events, count.capped)}</div>
      <div>
        <ConfirmAct
          label={words.send(count.events, count.capped)}
          says={words.sendSays}
          reason={words.reason}
          act={{ ...act, run }}
          allowed={isOn ? allowed(me, 'replayForPartner') : { can: false, why: words.enableFirst }}
        />
      </div>
    </>
  );
}
