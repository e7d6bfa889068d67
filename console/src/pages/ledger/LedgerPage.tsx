import { Alert, Button, Text } from '@mantine/core';
import type { LedgerTransfer, TrialBalance } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DataTable,
  DayFilter,
  Empty,
  ExportButton,
  FilterBar,
  Link,
  Loaded,
  Page,
  Section,
  shortId,
  Time,
} from '@psnb2b/ui';
import { client, useListOfDays, useRead } from '../../client.ts';
import { PartnerFilter } from '../../PartnerFilter.tsx';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { daysText } from '../sales/days-text.ts';
import classes from './ledger.module.css';
import { words } from './words.ts';

const READ_AGAIN_MS = 60_000;

const col = columnsOf<LedgerTransfer>();
const COLUMNS = [
  col.cell('kind', words.kind, ({ kind, about_id }) => (
    <div>
      <div>{words.kinds[kind]}</div>
      <About id={about_id} />
    </div>
  )),
  col.cell('partner', words.partner, ({ partner }) =>
    partner === null ? null : (
      <Link to={to.partner(partner.id)} className="breaks">
        {partner.name}
      </Link>
    ),
  ),
  col.cell(
    'way',
    words.way,
    ({ from, to: goal }) => `${words.accounts[from]} → ${words.accounts[goal]}`,
    {
      from: 'm',
    },
  ),
  col.money('amount', words.amount, 'currency'),
  col.time('at', words.at, { from: 's' }),
];

const sum = columnsOf<TrialBalance['rows'][number]>();
const BALANCE = [
  sum.word('account', words.account, words.accounts),
  sum.text('currency', words.currency),
  sum.count('accounts', words.number, { from: 'm' }),
  sum.money('debit', words.debit, 'currency'),
  sum.money('credit', words.credit, 'currency'),
];
const total = columnsOf<TrialBalance['sums'][number]>();
const SUMS = [
  total.text('currency', words.currency),
  total.money('debit', words.debit, 'currency'),
  total.money('credit', words.credit, 'currency'),
  total.money('difference', words.difference, 'currency'),
];

/** The trial balance, and every transfer of money. */
export function LedgerPage() {
  const list = useListOfDays('/ledger/transfers', ['kind', 'mode', 'partner_id']);
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <Button variant="default" component={Link} to={to.adjustments}>
            {words.toAdjustments}
          </Button>
          <ExportButton url={client.urlOf('/ledger/transfers/export')} query={list.asked} />
        </>
      }
    >
      <Balance day={list.filters.to} mode={list.filters.mode === 'test' ? 'test' : 'live'} />
      <Section title={words.transfers} flush>
        <FilterBar>
          <ChoiceFilter of={list} name="kind" label={words.kind} choices={words.kinds} />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
          <PartnerFilter list={list} />
          <ChoiceFilter
            of={list}
            name="mode"
            label={words.mode}
            fallback="live"
            choices={text.modes}
          />
        </FilterBar>
        <DataList
          label={words.transfers}
          list={list}
          columns={COLUMNS}
          rowKey={({ number }) => String(number)}
          empty={<Empty title={words.noTransfers} hint={words.noTransfersHint} />}
        />
      </Section>
    </Page>
  );
}

/** What all accounts hold: now, or at the end of the last of the shop's days that is asked for. */
function Balance({
  day,
  mode,
}: {
  readonly day: string | undefined;
  readonly mode: 'live' | 'test';
}) {
  const query = { mode, ...(day !== undefined && { day }) };
  const balance = useRead(
    '/ledger/trial-balance',
    { query },
    { keep: true, refetchInterval: READ_AGAIN_MS },
  );
  return (
    <Section title={words.balance} lead={words.balanceLead} flush>
      <Loaded query={balance}>
        {({ rows, sums, balanced, as_of, day: until, zone }) =>
          rows.length === 0 ? (
            <Empty title={words.none} />
          ) : (
            <>
              {!balanced && <Alert color="red" title={words.notBalanced} />}
              <DataTable
                label={words.balance}
                rows={rows}
                columns={BALANCE}
                rowKey={({ account, currency }) => `${account} ${currency}`}
              />
              <div className={classes.sums}>
                <h3 className={classes.sumsTitle}>{words.sum}</h3>
                <DataTable
                  label={words.sum}
                  rows={sums}
                  columns={SUMS}
                  rowKey={({ currency }) => currency}
                />
              </div>
              {balanced && (
                <Text size="sm" className="quiet" p="md">
                  {until === null ? (
                    <>
                      {words.balanced} <Time at={as_of} />
                    </>
                  ) : (
                    words.balancedUntil(daysText(until, until), zone)
                  )}
                </Text>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

function About({ id }: { readonly id: string | null }) {
  if (id === null) return null;
  const name = <span className="quiet mono">{shortId(id)}</span>;
  return id.startsWith('ord_') ? <Link to={to.order(id)}>{name}</Link> : name;
}
