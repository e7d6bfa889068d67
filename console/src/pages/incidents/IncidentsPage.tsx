import { Button } from '@mantine/core';
import type { IncidentSummary } from '@psnb2b/contract';
import { incidentPartNames } from '@psnb2b/contract/states';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  FilterBar,
  Link,
  Page,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useList } from '../../client.ts';
import { to } from '../../pages.ts';
import { incidentTones } from '../../tones.ts';
import { words } from './words.ts';

const col = columnsOf<IncidentSummary>();

const COLUMNS = [
  col.text('title', words.title, {
    below: ({ parts }) => parts.map((part) => incidentPartNames[part]).join(', '),
  }),
  col.status('step', words.step, incidentTones, words.steps),
  col.word('impact', words.impact, words.impacts, { from: 'm' }),
  col.text('opened_by', words.openedBy, { from: 'm' }),
  col.time('opened_at', words.opened, { from: 's' }),
  col.time('updated_at', words.updated, { form: 'ago' }),
];

/** What the status page says about faults, open and over. */
export function IncidentsPage() {
  const may = allowed(useMe(), 'openIncident');
  const list = useList('/incidents', ['status']);
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <Button component="a" href="/status" target="_blank" rel="noopener" variant="default">
            {words.statusPage}
          </Button>
          {may.can && (
            <Button component={Link} to={to.newIncident}>
              {words.open}
            </Button>
          )}
        </>
      }
    >
      <Section flush>
        <FilterBar>
          <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
        </FilterBar>
        <DataList
          label={words.list}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.incident(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
