import { Group, Select, Stack } from '@mantine/core';
import type { EventEnvelope } from '@psnb2b/contract';
import { ActButton, FailureNote, Link, Loaded, Section } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useState } from 'react';
import { allowed, useDo, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { eventWords as words } from './words.ts';

/** Emits any event in any state to the test endpoints. */
export function SampleEvents() {
  const types = useRead('/test-events/types');
  return (
    <Section title={words.title} lead={words.lead}>
      <Loaded query={types}>
        {({ data }) => (
          <Emit
            groups={data.map(({ type, states }) => ({
              group: type,
              items: states.map((state) => ({
                value: `${type} ${state}`,
                label: `${type}: ${state}`,
              })),
            }))}
          />
        )}
      </Loaded>
    </Section>
  );
}

interface Choices {
  readonly groups: { group: string; items: { value: string; label: string }[] }[];
}

/** by hand: type and state are chosen together, so that none can be chosen that does not exist. */
function Emit({ groups }: Choices) {
  const me = useMe();
  const [chosen, setChosen] = useState('order.status_changed delivered');
  const [sent, setSent] = useState<EventEnvelope | null>(null);
  const act = useDo('POST /test-events', {
    send: () => {
      const [type, state] = chosen.split(' ');
      return { body: { type: type as EventEnvelope['type'], ...(state && { state }) } };
    },
    onDone: setSent,
  });
  return (
    <Stack gap="md">
      <Group align="end" gap="md">
        <Select
          label={words.event}
          data={groups}
          value={chosen}
          onChange={(next) => next && setChosen(next)}
          allowDeselect={false}
          searchable
          w={340}
          maw="100%"
        />
        <ActButton
          allowed={allowed(me, 'triggerTestEvent')}
          loading={act.busy}
          onClick={() => act.run()}
        >
          {words.emit}
        </ActButton>
      </Group>
      {act.failure && <FailureNote failure={act.failure} />}
      <div role="status">
        {sent && (
          <>
            {words.emitted(sent.type, sent.sequence)}{' '}
            <Link to={at(to.event(sent.id), { mode: 'test' })}>{words.follow}</Link>
          </>
        )}
      </div>
    </Stack>
  );
}
