import type { PartnerSummary } from '@psnb2b/contract';
import {
  ActButton,
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  ExportButton,
  FilterBar,
  Page,
  Section,
  TextFilter,
  useGo,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, client, useList } from '../../client.ts';
import { to } from '../../pages.ts';
import { caseTones, partnerTones } from '../../tones.ts';
import { words as reviewWords } from '../reviews/words.ts';
import { words } from './words.ts';

const col = columnsOf<PartnerSummary>();

const COLUMNS = [
  col.text('name', words.name),
  col.text('email', words.email, { from: 's' }),
  col.text('country', words.country, { from: 'm' }),
  col.status('status', words.status, partnerTones, words.statuses),
  col.status('kyc_status', words.review, caseTones, reviewWords.statuses, { from: 'm' }),
  col.time('created_at', words.since, { form: 'day', from: 's' }),
];

export function PartnersPage() {
  const me = useMe();
  const go = useGo();
  const list = useList('/partners', ['q', 'status']);
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <ExportButton url={client.urlOf('/partners/export')} query={list.filters} />
          <ActButton allowed={allowed(me, 'createPartner')} onClick={() => go(to.newPartner)}>
            {words.create}
          </ActButton>
        </>
      }
    >
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.find} />
          <ChoiceFilter of={list} name="status" label={words.status} choices={words.statuses} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.partner(id)}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
    </Page>
  );
}
