import { Alert, Button } from '@mantine/core';
import type { BankLine, BankLineFigures } from '@psnb2b/contract';
import { bankLineTabs } from '@psnb2b/contract/states';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DayFilter,
  Empty,
  EVERYTHING,
  ExportButton,
  FilterBar,
  Link,
  moneyText,
  Page,
  Refusals,
  Section,
  StatusBadge,
  SubjectContext,
  TextFilter,
  useHeld,
  ViewTabs,
} from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { client, useList, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { isQueueList } from '../../queue/is-queue-list.ts';
import { NothingWaits } from '../../queue/NothingWaits.tsx';
import { QueueLine } from '../../queue/QueueLine.tsx';
import { daysText } from '../sales/days-text.ts';
import { AcceptReady } from './AcceptReady.tsx';
import classes from './bank-lines.module.css';
import { LinePane } from './LinePane.tsx';
import { stateTones, words } from './words.ts';

const FILTERS = ['tab', 'q', 'account_id', 'statement_id', 'from', 'to'] as const;
const col = columnsOf<BankLine>();
const COLUMNS = [
  col.cell('payer', words.payer, (line) => (
    <div>
      <div className="breaks">{line.payer || <span className="quiet">{words.nobody}</span>}</div>
      <div className={classes.clamped}>{line.text || line.reference}</div>
    </div>
  )),
  col.money('amount', words.amount, 'currency'),
  col.cell('guess', words.guess, (line) => <Guess line={line} />, { from: 's' }),
  col.cell('booked_on', words.day, ({ booked_on: day }) => daysText(day, day), {
    align: 'right',
    from: 's',
  }),
];

/** Lines of bank accounts, with whose payment each may be; the one that has the focus is shown beside them. */
export function BankLinesPage() {
  const list = useList('/bank-lines', FILTERS);
  const figures = useRead('/bank-lines/figures').data;
  const accounts = useRead('/bank-accounts').data?.data ?? [];
  const focused = useFocusedLine();
  const [params] = useSearchParams();
  const rows = list.reply.data?.data ?? [];
  const asked = params.get('line');
  const chosen = rows.find(({ id }) => id === (focused ?? asked)) ?? rows[0];
  const { thing: line, subject } = useHeld(chosen, () => (chosen ? nameOf(chosen) : null));
  const pane = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked !== null) pane.current?.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  return (
    <Page
      lead={
        <>
          {words.lead} <QueueLine queue="bank_lines" />
        </>
      }
      acts={
        <>
          <Button variant="default" component={Link} to={to.bankStatements}>
            {words.statements}
          </Button>
          <ExportButton url={client.urlOf('/bank-lines/export')} query={list.filters} />
          {figures && <AcceptReady figures={figures} />}
        </>
      }
    >
      {figures && <Returned figures={figures} />}
      <Refusals>
        <Section flush>
          <ViewTabs
            label={words.views}
            views={[
              ...bankLineTabs.map((each) => ({
                title: words.tabs[each],
                query: `tab=${each}`,
                count: figures?.tabs.find(({ tab: one }) => one === each)?.lines,
                waits: each === 'ready',
                none: words.none[each],
              })),
              { title: words.all, query: EVERYTHING },
            ]}
          >
            <FilterBar>
              <TextFilter of={list} name="q" label={words.search} />
              {accounts.length > 1 && (
                <ChoiceFilter
                  of={list}
                  name="account_id"
                  label={words.account}
                  choices={Object.fromEntries(accounts.map(({ id, name }) => [id, name]))}
                />
              )}
              <DayFilter of={list} name="from" label={words.from} />
              <DayFilter of={list} name="to" label={words.to} />
            </FilterBar>
            <div className={classes.split}>
              <div className={classes.list}>
                <DataList
                  label={words.list}
                  list={list}
                  columns={COLUMNS}
                  rowKey={({ id }) => id}
                  rowLink={({ id }) => at(to.bankLines, { ...list.filters, line: id })}
                  empty={<Empty title={words.none.all} hint={words.noneHint} />}
                  {...(isQueueList(list.filters, 'bank_lines_open') && {
                    nothingWaits: <NothingWaits queue="bank_lines" hint={words.noneHint} />,
                  })}
                />
              </div>
              {line && (
                <div ref={pane} className={classes.pane} data-chosen={asked !== null}>
                  <SubjectContext value={subject}>
                    <LinePane key={line.id} line={line} />
                  </SubjectContext>
                </div>
              )}
            </div>
          </ViewTabs>
        </Section>
      </Refusals>
    </Page>
  );
}

/** By what a note calls a line: its payer and its amount. */
function nameOf({ payer, amount, currency }: BankLine): string {
  return `${payer || words.nobody}, ${moneyText(amount, currency)}`;
}

/** The line whose row had the focus last; null before any had it. */
function useFocusedLine(): string | null {
  const [line, setLine] = useState<string | null>(null);
  useEffect(() => {
    const look = ({ target }: FocusEvent) => {
      const id = lineOfLink(target);
      if (id !== null) setLine(id);
    };
    document.addEventListener('focusin', look);
    return () => document.removeEventListener('focusin', look);
  }, []);
  return line;
}

/** The line to which a row's link leads; null for anything else that gets the focus. */
function lineOfLink(target: EventTarget | null): string | null {
  const link = target instanceof HTMLAnchorElement && 'row' in target.dataset ? target : null;
  return link && new URL(link.href).searchParams.get('line');
}

/** Credited payments that the bank seems to have returned: a person decides on each. */
function Returned({ figures: { returned } }: { readonly figures: BankLineFigures }) {
  if (returned.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" mb="md">
      <div>{words.returnedNote(returned.length)}</div>
      <ul>
        {returned.map(({ line_id, outside_id, amount, currency }) => (
          <li key={line_id}>
            <Link to={at(to.bankLines, { tab: 'done', q: outside_id, line: line_id })}>
              {`${moneyText(amount, currency)}, ${outside_id}`}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Guess({ line }: { readonly line: BankLine }) {
  const [best] = line.candidates;
  if (line.state === 'open') {
    return (
      <span className={best ? 'breaks' : 'quiet'}>
        {best?.certain ? best.partner.name : best ? words.likely(best.partner.name) : words.nothing}
      </span>
    );
  }
  if (line.state === 'matched') {
    return (
      <span className="breaks">
        {line.deposits.map(({ partner }) => partner.name).join(', ')}{' '}
        {line.returned_by && (
          <StatusBadge tone="bad" value="returned">
            {words.returned}
          </StatusBadge>
        )}
      </span>
    );
  }
  return (
    <StatusBadge tone={stateTones[line.state]} value={line.state}>
      {words.states[line.state]}
    </StatusBadge>
  );
}
