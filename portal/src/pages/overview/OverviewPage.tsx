import type { ApiKey, Balance } from '@psnb2b/contract';
import { type Fact, Facts, Link, Loaded, Money, Page, percent, Section, Time } from '@psnb2b/ui';
import { type Address, at } from '@psnb2b/ui/pages';
import type { ReactNode } from 'react';
import { useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { text } from '../../text.ts';
import { words as claimWords } from '../claims/words.ts';
import { All } from './All.tsx';
import { EndpointTrouble } from './EndpointTrouble.tsx';
import { FailedToday } from './FailedToday.tsx';
import classes from './overview.module.css';
import { words } from './words.ts';

const SHOWN = 5;

/** The state of the business, and what waits for its people, as far as this person may see it. */
export function OverviewPage() {
  const balance = useRead('/balance');
  const claims = useRead('/claims', { query: { status: 'needs_info', limit: SHOWN } });
  const tickets = useRead('/tickets', { query: { status: 'waiting', limit: SHOWN } });
  const keys = useRead('/keys');
  return (
    <Page lead={words.lead}>
      <div className={classes.grid}>
        <Section title={words.balance}>
          <Loaded query={balance}>{(each) => <Facts facts={moneyFacts(each)} />}</Loaded>
        </Section>
        <Section title={words.tier}>
          <Loaded query={balance}>
            {(each) => (each.tier ? <Facts facts={tierFacts(each)} /> : <p>{words.noTier}</p>)}
          </Loaded>
        </Section>
        <Section title={words.claims} acts={<All to={at(to.claims, { status: 'needs_info' })} />}>
          <Loaded query={claims}>
            {({ data }) => (
              <Waiting
                none={words.noClaims}
                lines={data.map((claim) => ({
                  to: to.claim(claim.id),
                  at: claim.created_at,
                  title: claimWords.heading(claim),
                }))}
              />
            )}
          </Loaded>
        </Section>
        <Section title={words.tickets} acts={<All to={at(to.tickets, { status: 'waiting' })} />}>
          <Loaded query={tickets}>
            {({ data }) => (
              <Waiting
                none={words.noTickets}
                lines={data.map(({ id, subject, updated_at }) => ({
                  to: to.ticket(id),
                  at: updated_at,
                  title: subject,
                }))}
              />
            )}
          </Loaded>
        </Section>
        <EndpointTrouble />
        <FailedToday />
        <Section title={words.keys} acts={<All to={to.keys} />}>
          <Loaded query={keys}>{({ data }) => <Facts facts={keyFacts(data)} />}</Loaded>
        </Section>
      </div>
    </Page>
  );
}

interface WaitingLine {
  readonly to: Address<string>;
  readonly title: string;
  readonly at: string;
}

function Waiting({
  lines,
  none,
}: {
  readonly lines: readonly WaitingLine[];
  readonly none: string;
}): ReactNode {
  if (lines.length === 0) return <p className={classes.none}>{none}</p>;
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line.to}>
          <Link to={line.to}>{line.title}</Link>
          <span className={classes.none}>
            <Time at={line.at} form="ago" />
          </span>
        </li>
      ))}
    </ul>
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

function tierFacts({ currency, tier }: Balance): Fact[] {
  if (!tier) return [];
  const { name, discount_bps, volume_30d, next } = tier;
  return [
    [words.tier, name],
    [words.discount, percent(discount_bps)],
    [words.volume, <Money key="volume" amount={volume_30d} currency={currency} />],
    ...(next
      ? [
          [
            words.next(next.name),
            <Money key="next" amount={next.volume_required} currency={currency} />,
          ] as const,
        ]
      : []),
  ];
}

function keyFacts(keys: readonly ApiKey[]): Fact[] {
  const count = (mode: 'live' | 'test', status: 'active' | 'unseen') =>
    keys.filter((key) => key.mode === mode && key.status === status).length;
  return [
    [words.live, count('live', 'active')],
    [words.test, count('test', 'active')],
    [words.pending, count('live', 'unseen')],
  ];
}
