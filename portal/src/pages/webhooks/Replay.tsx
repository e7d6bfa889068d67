import { SimpleGrid, Stack } from '@mantine/core';
import type { PortalWebhookEndpoint, WebhookReplayCount } from '@psnb2b/contract';
import {
  ConfirmAct,
  groupDigits,
  Loaded,
  localTime,
  MomentField,
  OneOf,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../client.ts';
import { replayWords as words } from './words.ts';

const DAY_MS = 86_400_000;

type What = 'failed' | 'all';

/**
 * Sends the events of a time again, after it has counted them.
 * by hand: the fields are a query that is read while they are filled in, and no body.
 */
export function Replay({ endpoint }: { readonly endpoint: PortalWebhookEndpoint }) {
  const { id, mode, failing_since, status, status_at } = endpoint;
  const began = failing_since ?? (status === 'disabled' ? status_at : null);
  const [since, setSince] = useState(() =>
    localTime(began ? new Date(began) : new Date(Date.now() - DAY_MS)),
  );
  const [what, setWhat] = useState<What>('failed');
  const at = new Date(since);
  const isWhole = !Number.isNaN(at.getTime());
  const query = { mode, what, ...(isWhole && { since: at.toISOString() }) };
  const count = useRead(
    '/webhook-endpoints/{endpoint_id}/replay',
    { path: { endpoint_id: id }, query },
    { enabled: isWhole, keep: true },
  );
  return (
    <Section title={words.title} lead={words.lead}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <MomentField label={words.since} value={since} onChange={setSince} />
          <OneOf label={words.what} choices={words.whats} value={what} onChange={setWhat} />
        </SimpleGrid>
        <Loaded query={count}>
          {(found) => <Send endpoint={endpoint} count={found} what={what} />}
        </Loaded>
      </Stack>
    </Section>
  );
}

interface SendProps {
  readonly endpoint: PortalWebhookEndpoint;
  readonly count: WebhookReplayCount;
  readonly what: What;
}

function Send({ endpoint: { id, mode, status }, count, what }: SendProps) {
  const me = useMe();
  const [queued, setQueued] = useState(0);
  const act = useDo('POST /webhook-endpoints/{endpoint_id}/replay', {
    send: (after: number) => ({
      path: { endpoint_id: id },
      query: { mode },
      body: { after, through: count.through, include_delivered: what === 'all' },
    }),
  });
  const events = groupDigits(count.events);
  /** Each call makes a part of the range due. */
  const run = async () => {
    setQueued(0);
    for (let after = count.after; ; ) {
      const done = await act.run(after);
      if (done === null) return null;
      setQueued((sum) => sum + done.events);
      if (!done.has_more) return done;
      after = done.through;
    }
  };
  const progress = queued > 0 && <div role="status">{words.progress(groupDigits(queued))}</div>;
  if (count.events === 0) return progress || <div className="quiet">{words.none}</div>;
  const isOn = status === 'enabled';
  return (
    <>
      <div>{words.count(events, count.capped)}</div>
      {progress}
      <div>
        <ConfirmAct
          label={words.send(events, count.capped)}
          says={words.says}
          act={{ ...act, run }}
          allowed={isOn ? allowed(me, 'replayWebhookEvents') : { can: false, why: words.off }}
        />
      </div>
    </>
  );
}
