import { Button } from '@mantine/core';
import type { Balance, Statement, Transaction } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  type Fact,
  Facts,
  FilterBar,
  Link,
  Loaded,
  Money,
  monthsUntil,
  Page,
  Section,
  TextFilter,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useSearchParams } from 'react-router';
import { allowed, client, useListOfDays, useRead } from '../../client.ts';
import { ModeSwitch } from '../../ModeSwitch.tsx';
import { to } from '../../pages.ts';
import { SetTestBalance } from '../../SetTestBalance.tsx';
import { text } from '../../text.ts';
import classes from './balance.module.css';
import { words } from './words.ts';

const col = columnsOf<Transaction>();

const COLUMNS = [
  col.cell('what', words.what, (transaction) => <What transaction={transaction} />),
  col.time('created_at', words.when, { from: 's' }),
  col.money('amount', words.amount, 'currency'),
  col.money('balance_after', words.after, 'currency', { from: 's' }),
];

/** What can be spent now, and the statement: all of it, or one month with its sums. */
export function BalancePage() {
  const list = useListOfDays('/transactions', ['q', 'month', 'type', 'mode'], { utc: true });
  const { month, mode, from, to: until } = list.filters;
  const { created_from, created_before } = list.asked;
  const isCut = from !== undefined || until !== undefined;
  const { can: mayTopUp } = allowed(useMe(), 'listWaysToPay');
  const isTest = mode === 'test';
  const balance = useRead(isTest ? '/test-balance' : '/balance');
  const period = { ...(mode && { mode: mode as 'live' | 'test' }), ...(month && { month }) };
  const days = {
    ...(created_from && { created_from }),
    ...(created_before && { created_before }),
  };
  const sums = useRead('/statement', { query: { ...period, ...days } });
  return (
    <Page
      lead={isTest ? words.testLead : words.lead}
      acts={
        <>
          {isTest
            ? balance.data && (
                <SetTestBalance balance={balance.data} button={{ variant: 'filled' }} />
              )
            : mayTopUp && (
                <Button component={Link} to={to.topUp}>
                  {words.topUp}
                </Button>
              )}
          <Button
            component="a"
            variant="default"
            href={`${client.urlOf('/statement/pdf')}?${new URLSearchParams(period)}`}
            download
          >
            {words.print}
          </Button>
          <Button
            component="a"
            variant="default"
            href={`${client.urlOf('/transactions/export')}?${new URLSearchParams(list.asked)}`}
            download
          >
            {words.export}
          </Button>
        </>
      }
    >
      <div className={classes.grid}>
        <Section title={words.now}>
          <Loaded query={balance}>{(each) => <Facts facts={moneyFacts(each)} />}</Loaded>
        </Section>
        <Section title={words.sums(month, isCut)}>
          <Loaded query={sums}>
            {(each) => <Facts facts={sumFacts(each, month === undefined && until === undefined)} />}
          </Loaded>
        </Section>
      </div>
      <Section flush>
        <FilterBar>
          <TextFilter of={list} name="q" label={words.search} />
          <ChoiceFilter
            of={list}
            name="month"
            label={words.month}
            choices={monthsUntil(new Date())}
          />
          <ChoiceFilter of={list} name="type" label={words.type} choices={words.types} />
          <DayFilter of={list} name="from" label={words.from} />
          <DayFilter of={list} name="to" label={words.to} />
          <ModeSwitch of={list} />
        </FilterBar>
        <DataList
          label={words.title}
          list={list}
          columns={COLUMNS}
          rowKey={({ sequence }) => String(sequence)}
          empty={<Empty title={words.none} hint={isTest ? words.noneTestHint : words.noneHint} />}
        />
      </Section>
      <p className="quiet">{words.utc}</p>
    </Page>
  );
}

/** What changed the balance, with a link to the order or to the deposits that it is about. */
function What({ transaction }: { readonly transaction: Transaction }) {
  const { type, order_id, deposit_id, reference } = transaction;
  const { can: maySeeDeposits } = allowed(useMe(), 'listDeposits');
  const [params] = useSearchParams();
  const mode = params.get('mode');
  const whole = words.whole[type as keyof typeof words.whole];
  return (
    <div>
      <div className="breaks">
        {order_id === null || type === 'deposit' || type === 'reversal' || type === 'adjustment' ? (
          deposit_id === null || !maySeeDeposits ? (
            whole
          ) : (
            <Link to={at(to.topUp, { deposit_id, ...(mode && { mode }) })}>{whole}</Link>
          )
        ) : (
          <Link to={to.order(order_id)}>{words.about[type](words.codes(transaction))}</Link>
        )}
      </div>
      {reference !== null && <div className="quiet breaks">{reference}</div>}
    </div>
  );
}

function moneyFacts({ currency, ...money }: Balance): Fact[] {
  const amount = (value: string) => <Money key={value} amount={value} currency={currency} />;
  return [
    [text.available, amount(money.available)],
    [words.onAccount, amount(money.balance)],
    [text.held, amount(money.held)],
    [words.credit, amount(money.credit_limit)],
  ];
}

function sumFacts({ currency, ...sums }: Statement, isWhole: boolean): Fact[] {
  const amount = (value: string) => <Money key={value} amount={value} currency={currency} />;
  return [
    [words.opening, amount(sums.opening)],
    [words.in, amount(sums.in)],
    [words.out, amount(sums.out)],
    [words.closing(isWhole), amount(sums.closing)],
  ];
}
