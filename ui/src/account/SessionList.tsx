import { Group } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { columnsOf } from '../list/columns.tsx';
import { DataList } from '../list/DataList.tsx';
import { Section } from '../page/Page.tsx';
import { Empty } from '../state/Empty.tsx';
import { StatusBadge } from '../value/StatusBadge.tsx';
import { browserName } from './browser-name.ts';
import { words } from './words.ts';

interface Shown {
  readonly id: string;
  readonly current: boolean;
  readonly address: string;
  readonly user_agent: string;
  readonly created_at: string;
  readonly last_used_at: string;
}

interface Props<Each extends Shown> {
  readonly lead: string;
  readonly query: UseQueryResult<{
    data: Each[];
    has_more: boolean;
    next_cursor: string | null;
  }>;
  /** What ends several sessions. */
  readonly acts: ReactNode;
  /** What ends one. */
  readonly end: (session: Each) => ReactNode;
}

/** The browsers in which a person is signed in. */
export function SessionList<Each extends Shown>({ lead, query, acts, end }: Props<Each>) {
  const session = columnsOf<Shown>();
  const own = columnsOf<Each>();
  return (
    <Section title={words.security.sessions} lead={lead} flush acts={acts}>
      <DataList<Each>
        label={words.security.sessions}
        query={query}
        rowKey={({ id }) => id}
        columns={[
          session.cell('browser', words.security.browser, ({ user_agent, current }) => (
            <Group gap="xs">
              <span title={user_agent}>{browserName(user_agent)}</span>
              {current && <StatusBadge tone="info">{words.security.thisSession}</StatusBadge>}
            </Group>
          )),
          session.mono('address', words.security.address),
          session.time('created_at', words.security.begun, { from: 'm' }),
          session.time('last_used_at', words.security.used, { form: 'ago' }),
          own.acts(end),
        ]}
        empty={<Empty title={words.security.sessionsNone} />}
      />
    </Section>
  );
}
