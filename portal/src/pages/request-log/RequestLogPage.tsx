import { Button, Switch } from '@mantine/core';
import type { ApiKey, LoggedCall } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  FilterBar,
  KeyName,
  keyLabel,
  Loaded,
  Page,
  Section,
  StatusBadge,
  shortId,
  TextFilter,
  useListState,
} from '@psnb2b/ui';
import { useState } from 'react';
import { client, useRead } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { CALL_FILTERS, exportQuery, periodOf, queryOf } from './call-filters.ts';
import { toneOf } from './call-tones.ts';
import { FailedGroups } from './FailedGroups.tsx';
import { words } from './words.ts';

/** How often a list that is followed is read. */
const FOLLOW_MS = 2_000;
const METHODS = Object.fromEntries(
  ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((each) => [each, each]),
);

const col = columnsOf<LoggedCall>();

/** The calls, and what failed among them. The switch is by hand: it is sent nowhere, and says how often this page reads. */
export function RequestLogPage() {
  const state = useListState(CALL_FILTERS);
  const { filters, cursor } = state;
  const [follows, setFollows] = useState(false);
  // A later page stays as it is: its rows would move while they are read.
  const again = { keep: true, refetchInterval: follows && cursor === null && FOLLOW_MS } as const;
  const asked = queryOf(filters);
  const query = { ...asked, ...(cursor !== null && { cursor }) };
  const list = { ...state, reply: useRead('/request-log', { query }, again) };
  const { mode, minutes, key_id } = asked;
  const period = { ...(mode && { mode }), ...(minutes && { minutes }), ...(key_id && { key_id }) };
  const summary = useRead('/request-log/summary', { query: period }, again);
  const keys = useKeysOf(filters.mode === 'test' ? 'test' : 'live');
  const labels = Object.fromEntries(keys.map((key) => [key.id, keyLabel(key)]));
  return (
    <Page
      acts={
        <>
          <Switch
            label={words.live}
            checked={follows}
            onChange={(event) => setFollows(event.currentTarget.checked)}
          />
          <Button
            component="a"
            variant="default"
            href={`${client.urlOf('/request-log/export')}?${exportQuery(filters)}`}
            download
            title={words.exportHint}
          >
            {words.export}
          </Button>
        </>
      }
    >
      <Section title={words.failed}>
        <Loaded query={summary}>
          {(each) => <FailedGroups summary={each} period={periodOf(filters)} />}
        </Loaded>
      </Section>
      <Section flush>
        <FilterBar>
          <ChoiceFilter
            of={list}
            name="minutes"
            label={words.period}
            fallback="60"
            choices={words.periods}
          />
          <ChoiceFilter
            of={list}
            name="status_class"
            label={words.status}
            choices={words.statuses}
          />
          <TextFilter of={list} name="error_code" label={words.errorFilter} />
          <ChoiceFilter of={list} name="method" label={words.method} choices={METHODS} />
          <TextFilter of={list} name="path" label={words.path} />
          <ChoiceFilter of={list} name="key_id" label={words.key} choices={labels} />
          <TextFilter of={list} name="request_id" label={words.request} />
          <ModeSwitch of={list} />
        </FilterBar>
        <DataList
          label={words.list}
          many={words.many}
          list={list}
          columns={columnsWith(keys)}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.loggedCall(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}

function columnsWith(keys: readonly ApiKey[]) {
  const byId = new Map(keys.map((key) => [key.id, key]));
  return [
    col.cell('call', words.call, ({ method, path, about }) => (
      <div>
        <div className="mono breaks">
          {method} {path === 'other' ? words.other : path}
        </div>
        {about !== null && <div className="quiet mono breaks">{about}</div>}
      </div>
    )),
    col.cell('status', words.status, ({ status, error_code }) => (
      <StatusBadge tone={toneOf(status)} value={String(status)}>
        {error_code === null ? String(status) : `${status} ${error_code}`}
      </StatusBadge>
    )),
    col.cell('ms', words.ms, ({ ms }) => words.milliseconds(ms), { align: 'right', from: 'm' }),
    col.cell(
      'key',
      words.key,
      ({ key_id }) => <KeyName {...(byId.get(key_id) ?? { name: null, hint: shortId(key_id) })} />,
      { from: 'm' },
    ),
    col.cell('address', words.address, ({ address }) => address, { from: 'm' }),
    col.time('at', words.at, { form: 'exact' }),
  ];
}

function useKeysOf(wanted: 'live' | 'test'): readonly ApiKey[] {
  return (useRead('/keys').data?.data ?? []).filter(({ mode }) => mode === wanted);
}
