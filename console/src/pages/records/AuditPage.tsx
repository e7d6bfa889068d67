import { Button, Modal, Stack } from '@mantine/core';
import type { AuditEntry } from '@psnb2b/contract';
import {
  CopyId,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  Facts,
  FailureNote,
  FilterBar,
  Page,
  Section,
  TextFilter,
  Time,
  useDownload,
} from '@psnb2b/ui';
import { useState } from 'react';
import { client, useListOfDays } from '../../client.ts';
import classes from './records.module.css';
import { auditWords as words } from './words.ts';

type Entry = AuditEntry;
const col = columnsOf<Entry>();

/** Who did what, when and from where. */
export function AuditPage() {
  const list = useListOfDays('/audit', ['actor', 'action', 'subject', 'partner_id']);
  const [shown, setShown] = useState<Entry | null>(null);
  return (
    <Page lead={words.lead} acts={<Export filters={list.asked} />}>
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="action" label={words.actionFilter} />
          <TextFilter of={list} name="actor" label={words.actor} />
          <TextFilter of={list} name="subject" label={words.subject} />
          <TextFilter of={list} name="partner_id" label={words.partner} />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={[
            col.cell('at', words.at, ({ at }) => <Time at={at} form="exact" />),
            col.cell('action', words.action, ({ action }) => (
              <span className={classes.action}>{action}</span>
            )),
            col.cell(
              'actor',
              words.actor,
              ({ actor, actor_name }) => (
                <span className="breaks" title={actor}>
                  {actor_name ?? actor}
                </span>
              ),
              { from: 's' },
            ),
            col.cell(
              'subject',
              words.subject,
              ({ subject }) => <span className={classes.subject}>{subject}</span>,
              { from: 'm' },
            ),
            col.mono('address', words.address, { from: 'm' }),
            col.acts((entry) => (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`${words.show}: ${entry.action} ${entry.id}`}
                onClick={() => setShown(entry)}
              >
                {words.show}
              </Button>
            )),
          ]}
          rowKey={({ id }) => id}
          empty={<Empty title={words.none} />}
        />
      </Section>
      {shown && <Detail entry={shown} onClose={() => setShown(null)} />}
    </Page>
  );
}

function Detail({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={entry.action} size="lg">
      <Stack gap="md">
        <Facts
          facts={[
            [words.at, <Time key="at" at={entry.at} form="exact" />],
            [words.actor, entry.actor_name ?? entry.actor],
            [words.subject, entry.subject],
            [words.address, entry.address],
            [
              words.request,
              entry.request_id && <CopyId key="r" id={entry.request_id} what={words.request} />,
            ],
            [words.position, entry.position ?? words.unchained],
          ]}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
        <pre className={classes.detail} tabIndex={0}>
          {JSON.stringify(entry.detail, null, 2)}
        </pre>
      </Stack>
    </Modal>
  );
}

/** Downloads everything that matches the filters as a file; shows a refusal, if there is one. */
function Export({ filters }: { readonly filters: Readonly<Record<string, string>> }) {
  const act = useDownload('audit', () => ({
    url: client.urlOf(`/audit?${new URLSearchParams(filters)}`),
    init: { headers: { accept: 'text/csv' } },
    name: 'audit.csv',
  }));
  return (
    <>
      {act.failure && <FailureNote failure={act.failure} />}
      <Button variant="default" loading={act.busy} onClick={() => act.run()}>
        {words.export}
      </Button>
    </>
  );
}
