import { Alert, Button } from '@mantine/core';
import type { PriceChange } from '@psnb2b/contract';
import {
  Columns,
  ConfirmAct,
  CopyId,
  columnsOf,
  DataTable,
  type Fact,
  Facts,
  Link,
  Loaded,
  Page,
  Section,
  StatusBadge,
  say,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useParams } from 'react-router';
import { allowed, useDo, useRead } from '../../client.ts';
import { to } from '../../pages.ts';
import { changeTones, newWords, resultTones, words } from './words.ts';

type Line = PriceChange['lines'][number];
const col = columnsOf<Line>();

const columnsFor = (none: string) => [
  col.mono('sku', newWords.product),
  col.money('before', words.before, 'currency'),
  col.money('after', newWords.next, 'currency'),
  col.cell('result', words.result, ({ result, replaced, currency }) =>
    result === null ? (
      none
    ) : (
      <>
        <StatusBadge tone={resultTones[result]} value={result}>
          {words.results[result]}
        </StatusBadge>
        {replaced !== null && <div className="quiet">{words.replaced(replaced, currency)}</div>}
      </>
    ),
  ),
];

/** One change of list prices, with the result of each of its lines. */
export function PriceChangePage() {
  const { id = '' } = useParams();
  const change = useRead('/price-changes/{price_change_id}', { path: { price_change_id: id } });
  return <Loaded query={change}>{(each) => <Whole change={each} />}</Loaded>;
}

function Whole({ change }: { readonly change: PriceChange }) {
  const { state, left_out } = change;
  return (
    <Page
      title={change.reason}
      mark={
        <StatusBadge tone={changeTones[state]} value={state}>
          {words.states[state]}
        </StatusBadge>
      }
      acts={
        <>
          <ChangeIt change={change} />
          <Cancel change={change} />
        </>
      }
    >
      <Columns
        main={
          <>
            {state === 'waiting' && (
              <Alert color="yellow" variant="outline">
                <Link to={at(to.proposals, {})}>{words.seeProposal}</Link>
              </Alert>
            )}
            {left_out > 0 && (
              <Alert color="yellow" variant="outline">
                {words.leftOutSays(left_out)}
              </Alert>
            )}
            <Section title={words.prices} flush>
              <DataTable
                label={words.prices}
                rows={change.lines}
                columns={columnsFor(state === 'cancelled' ? words.notSet : words.notYet)}
                rowKey={({ sku, currency }) => `${sku} ${currency}`}
                rowLink={({ sku }) => to.product(sku)}
              />
            </Section>
          </>
        }
        side={
          <Section title={words.facts}>
            <Facts facts={factsOf(change)} />
          </Section>
        }
      />
    </Page>
  );
}

function factsOf(change: PriceChange): Fact[] {
  const { takes_effect_at } = change;
  return [
    [words.id, <CopyId key="id" id={change.id} what={words.id} />],
    [words.madeBy, change.made_by],
    [words.madeAt, <Time key="made" at={change.made_at} />],
    [
      words.takesEffect,
      takes_effect_at ? <Time key="takes" at={takes_effect_at} both /> : words.atOnce,
    ],
    [words.endedBy, change.ended_by],
    [words.endedAt, <Time key="ended" at={change.ended_at} />],
    [words.prices, change.prices],
    [words.changed, change.changed],
    [words.leftOut, change.left_out],
  ];
}

/** A change that has not ended is changed by another one, which replaces it. */
function ChangeIt({ change: { id, state } }: { readonly change: PriceChange }) {
  const may = allowed(useMe(), 'makePriceChange');
  if ((state !== 'waiting' && state !== 'scheduled') || !may.can) return null;
  return (
    <Button variant="default" component={Link} to={at(to.newPriceChange, { replaces: id })}>
      {words.change}
    </Button>
  );
}

function Cancel({ change: { id, state } }: { readonly change: PriceChange }) {
  const me = useMe();
  const cancel = useDo('POST /price-changes/{price_change_id}/cancel', {
    send: () => ({ path: { price_change_id: id } }),
    onDone: () => say(words.cancelled),
  });
  if (state !== 'waiting' && state !== 'scheduled') return null;
  return (
    <ConfirmAct
      label={words.cancel}
      says={words.cancelSays}
      act={cancel}
      allowed={allowed(me, 'cancelPriceChange')}
      danger
    />
  );
}
