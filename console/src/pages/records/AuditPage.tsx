import { Button, Modal, Stack } from '@mantine/core';
import type { AuditEntry } from '@psnb2b/contract';
import {
  type Column,
  CopyId,
  DataList,
  Empty,
  Facts,
  FailureNote,
  FilterBar,
  Page,
  Section,
  TextFilter,
  Time,
  take,
  useAct,
} from '@psnb2b/ui';
import { useState } from 'react';
import { useList } from '../../door.ts';
import { t } from '../../text/text.ts';
import classes from './records.module.css';

type Entry = AuditEntry;
const words = t.audit;

/** Who did what, when and from where. */
export function AuditPage() {
  const list = useList('/audit', ['actor', 'action', 'subject', 'partner_id']);
  const [shown, setShown] = useState<Entry | null>(null);
  const filter = (name: 'actor' | 'action' | 'subject' | 'partner_id', label: string) => (
    <TextFilter
      label={label}
      value={list.filters[name]}
      onChange={(value) => list.set(name, value)}
    />
  );
  return (
    <Page title={words.title} lead={words.lead} acts={<Export filters={list.filters} />}>
      <Section flush>
        <FilterBar>
          {filter('action', words.actionHint)}
          {filter('actor', words.actor)}
          {filter('subject', words.subject)}
          {filter('partner_id', words.partner)}
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={columnsWith(setShown)}
          rowKey={({ id }) => id}
          empty={<Empty title={words.none} />}
        />
      </Section>
      {shown && <Detail entry={shown} onClose={() => setShown(null)} />}
    </Page>
  );
}

function columnsWith(onShow: (entry: Entry) => void): readonly Column<Entry>[] {
  return [
    { key: 'at', title: words.at, cell: ({ at }) => <Time at={at} /> },
    {
      key: 'action',
      title: words.action,
      cell: ({ action }) => <span className={classes.action}>{action}</span>,
    },
    {
      key: 'actor',
      title: words.actor,
      from: 's',
      cell: ({ actor, actor_name }) => (
        <span className="breaks" title={actor}>
          {actor_name ?? actor}
        </span>
      ),
    },
    {
      key: 'subject',
      title: words.subject,
      from: 'm',
      cell: ({ subject }) => <span className={classes.subject}>{subject}</span>,
    },
    {
      key: 'address',
      title: words.address,
      from: 'm',
      cell: ({ address }) => <span className="mono">{address ?? '—'}</span>,
    },
    {
      key: 'detail',
      title: words.detail,
      align: 'right',
      cell: (entry) => (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={`${words.show}: ${entry.action} ${entry.id}`}
          onClick={() => onShow(entry)}
        >
          {words.show}
        </Button>
      ),
    },
  ];
}

function Detail({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title={entry.action} size="lg">
      <Stack gap="md">
        <Facts
          facts={[
            [words.at, <Time key="at" at={entry.at} />],
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

/** Everything that the filters take, as a file; a refusal is told, and is no file. */
function Export({ filters }: { readonly filters: Readonly<Record<string, string>> }) {
  const act = useAct<void, Blob>({
    about: 'audit',
    run: async () => {
      const query = new URLSearchParams(filters).toString();
      const headers = { accept: 'text/csv' };
      const response = await fetch(`/console/api/audit?${query}`, { headers });
      if (response.ok) return response.blob();
      return take<Blob>(Promise.resolve({ error: await response.json(), response }));
    },
    onDone: (file) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = 'audit.csv';
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
  return (
    <>
      {act.failure && <FailureNote failure={act.failure} />}
      <Button variant="default" loading={act.busy} onClick={() => act.run()}>
        {words.export}
      </Button>
    </>
  );
}
