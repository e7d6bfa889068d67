import { Button } from '@mantine/core';
import type { AuditEntry } from '@psnb2b/contract';
import {
  type AuditKind,
  auditActions,
  auditActionsOf,
  auditKinds,
  auditSentence,
} from '@psnb2b/contract/states';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  ExportButton,
  FilterBar,
  Page,
  Section,
  TextFilter,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, client, useListOfDays, useRead } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { AuditSentence, actorText } from './AuditSentence.tsx';
import { ChainLine } from './ChainLine.tsx';
import { EntryDialog } from './EntryDialog.tsx';
import { auditWords as words } from './words.ts';

type Entry = AuditEntry;
const col = columnsOf<Entry>();

const FILTERS = ['q', 'actor', 'kind', 'action', 'about', 'subject', 'partner_id'] as const;

/** Who did what to what, when and from where. */
export function AuditPage() {
  const list = useListOfDays('/audit', FILTERS);
  const [shown, setShown] = useState<Entry | null>(null);
  const { kind } = list.filters;
  return (
    <Page
      lead={words.lead}
      acts={<ExportButton url={client.urlOf('/audit/export')} query={list.asked} />}
    >
      <ChainLine />
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter of={list} name="actor" label={words.actor} choices={useActors(list)} />
          <ChoiceFilter of={list} name="kind" label={words.kind} choices={auditKinds} />
          <ChoiceFilter of={list} name="action" label={words.action} choices={actionsOf(kind)} />
          <PartnerFilter list={list} />
          <TextFilter of={list} name="about" label={words.about} />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={[
            col.cell('at', words.at, ({ at }) => <Time at={at} form="exact" />),
            col.cell('sentence', words.what, (entry) => <AuditSentence entry={entry} />),
            col.text('reason', words.reason, { from: 'm' }),
            col.cell(
              'address',
              words.address,
              // One of version 6 is longer than any column.
              ({ address }) => (
                <span className={`mono ${address?.includes(':') ? 'breaks' : 'unbroken'}`}>
                  {address ?? '—'}
                </span>
              ),
              { from: 'm' },
            ),
            col.acts((entry) => (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`${words.show}: ${words.entry(entry.id)}`}
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
      {shown && <EntryDialog entry={shown} onClose={() => setShown(null)} />}
    </Page>
  );
}

/** The staff by name, and whoever the address asks for. */
function useActors(list: {
  readonly filters: { readonly actor?: string };
  readonly reply: { readonly data?: { readonly data: readonly Entry[] } | undefined };
}): Readonly<Record<string, string>> {
  const enabled = allowed(useMe(), 'listStaff').can;
  const staff = useRead('/staff', {}, { enabled });
  const { actor } = list.filters;
  const asked = list.reply.data?.data.find((entry) => entry.actor === actor);
  return {
    ...Object.fromEntries((staff.data?.data ?? []).map(({ id, name }) => [`staff:${id}`, name])),
    ...(actor !== undefined && {
      [actor]: actorText(asked ?? { actor, actor_name: null }),
    }),
  };
}

/** What is done to a kind of thing, in words. */
function actionsOf(kind: string | undefined): Readonly<Record<string, string>> {
  const actions =
    kind !== undefined && kind in auditKinds ? auditActionsOf(kind as AuditKind) : auditActions;
  return Object.fromEntries(
    actions.map((action) => [action, auditSentence(action).replace('{subject}', '…')]),
  );
}
