import { Button, Text } from '@mantine/core';
import type { StaffWebhookEndpoint } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  Empty,
  Facts,
  FilterBar,
  groupDigits,
  Link,
  Loaded,
  Page,
  Section,
  TextFilter,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, client, useList, useRead } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { Backlog, HealthState, Success, successOf } from './EndpointHealth.tsx';
import { words } from './words.ts';

const READ_AGAIN_MS = 15_000;
const HOUR_MINUTES = 60;

const col = columnsOf<StaffWebhookEndpoint>();
const COLUMNS = [
  col.cell('host', words.host, ({ host, partner, mode }) => (
    <div>
      <div className="breaks">{host}</div>
      <div className="quiet breaks">
        {partner.name}
        {mode === 'test' && `, ${text.modes.test.toLowerCase()}`}
      </div>
    </div>
  )),
  col.cell('state', words.state, (endpoint) => <HealthState endpoint={endpoint} />),
  col.cell('success', words.success, (endpoint) => <Success endpoint={endpoint} />, {
    align: 'right',
    from: 's',
  }),
  col.cell('waiting', words.backlog, (endpoint) => <Backlog endpoint={endpoint} />, {
    align: 'right',
  }),
  col.cell('p95', words.p95, ({ p95_ms }) => (p95_ms === null ? null : words.ms(p95_ms)), {
    align: 'right',
    from: 'm',
  }),
  col.time('disabled_from', words.disabledFrom, { from: 'm' }),
];

/** Endpoints of all partners; what needs a look first. */
export function WebhooksPage() {
  const list = useList('/webhook-endpoints', ['q', 'view', 'partner_id'], { view: 'attention' });
  const isFirst = (list.filters.view ?? 'attention') === 'attention';
  return (
    <Page lead={words.lead} acts={<Weeks partnerId={list.filters.partner_id} />}>
      <Figures />
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.find} />
          <ChoiceFilter
            of={list}
            name="view"
            label={words.state}
            fallback="attention"
            choices={words.views}
          />
          <PartnerFilter list={list} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => to.webhook(id)}
          empty={
            isFirst ? (
              <Empty title={words.noneAttention} hint={words.noneAttentionHint} />
            ) : (
              <Empty title={words.none} hint={words.noneHint} />
            )
          }
        />
      </Section>
    </Page>
  );
}

/** The attempts of the last quarter by week, as a file. */
function Weeks({ partnerId }: { readonly partnerId: string | undefined }) {
  if (!allowed(useMe(), 'exportWebhookWeeks').can) return null;
  const query = partnerId === undefined ? '' : `?${new URLSearchParams({ partner_id: partnerId })}`;
  return (
    <Button
      component="a"
      variant="default"
      href={`${client.urlOf('/webhook-endpoints/export')}${query}`}
      download
      title={words.exportHint}
    >
      {words.export}
    </Button>
  );
}

/** The whole delivery in figures. */
function Figures() {
  const figures = useRead(
    '/webhook-endpoints/figures',
    {},
    { keep: true, refetchInterval: READ_AGAIN_MS },
  );
  return (
    <Section title={words.figures}>
      <Loaded query={figures}>
        {(now) => (
          <>
            <Text size="sm" component="div" mb="md">
              {now.failing > 0
                ? words.some(now.failing, now.failing_partners)
                : words.allWell(now.endpoints)}{' '}
              {now.silent > 0 && (
                <Link to={at(to.webhooks, { view: 'silent' })}>
                  {words.silent}: {groupDigits(now.silent)}
                </Link>
              )}
            </Text>
            <Facts
              facts={[
                [words.sentNow, words.sent(now.attempts, HOUR_MINUTES)],
                [words.hourSuccess, now.attempts > 0 ? successOf(now) : null],
                [words.hourP95, now.p95_ms === null ? null : words.ms(now.p95_ms)],
                [
                  words.firstIn30,
                  now.first_attempts > 0
                    ? successOf({ attempts: now.first_attempts, failures: now.late_attempts })
                    : null,
                ],
                [
                  words.oldest,
                  now.oldest_waiting_at === null ? (
                    words.nothingWaits
                  ) : (
                    <Time key="oldest" at={now.oldest_waiting_at} form="ago" />
                  ),
                ],
                [words.workers, now.workers],
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}
