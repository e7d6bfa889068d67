import { Alert, Button } from '@mantine/core';
import type { Recall, RecalledCode } from '@psnb2b/contract';
import {
  ActButton,
  CopyId,
  claimWords,
  columnsOf,
  DataList,
  Empty,
  Link,
  Loaded,
  Page,
  resolutionTones,
  Section,
  StatusBadge,
  Time,
  useListState,
} from '@psnb2b/ui';
import { useParams } from 'react-router';
import { client, read, useDo, useRead } from '../../client.ts';
import { useInEitherMode } from '../../in-either-mode.ts';
import { to } from '../../pages.ts';
import { words } from './words.ts';

const col = columnsOf<RecalledCode>();

const COLUMNS = [
  col.cell('code', words.code, ({ id }) => <CopyId id={id} what={id} short />),
  col.cell('order', words.order, ({ order_id, reference, sku }) => (
    <div>
      <Link to={to.order(order_id)}>
        <span className="breaks">{reference ?? order_id}</span>
      </Link>
      <div className="quiet">{sku}</div>
    </div>
  )),
  col.cell('outcome', words.outcome, ({ outcome, replacement }) => (
    <>
      {outcome === null ? words.noClaim : <Outcome outcome={outcome} />}
      {replacement !== null && (
        <div className="quiet">
          {claimWords.by} <CopyId id={replacement} what={claimWords.replacement} short />
        </div>
      )}
    </>
  )),
  col.cell('claim', words.claim, ({ claim_id }) =>
    claim_id === null ? words.noClaim : <Link to={to.claim(claim_id)}>{words.open}</Link>,
  ),
];

function Outcome({ outcome }: { readonly outcome: NonNullable<RecalledCode['outcome']> }) {
  const tone =
    outcome === 'open' ? 'wait' : outcome === 'withdrawn' ? 'neutral' : resolutionTones[outcome];
  return (
    <StatusBadge tone={tone} value={outcome}>
      {words.outcomes[outcome]}
    </StatusBadge>
  );
}

/** A recall: what is wrong, the ids of all codes that it concerns, and the outcome of each. */
export function RecallPage() {
  const { id = '' } = useParams();
  const recall = useInEitherMode((query) =>
    read('/recalls/{recall_id}', { path: { recall_id: id }, query }),
  );
  return <Loaded query={recall}>{(each) => <OneRecall recall={each} />}</Loaded>;
}

function OneRecall({ recall }: { readonly recall: Recall }) {
  const { id, mode, codes, note, noticed_at, read_at } = recall;
  const path = { recall_id: id };
  const state = useListState([]);
  const query = { mode, ...state.query };
  const list = {
    ...state,
    reply: useRead('/recalls/{recall_id}/codes', { path, query }, { keep: true }),
  };
  const act = useDo('POST /recalls/{recall_id}/read', { send: () => ({ path, query: { mode } }) });
  return (
    <Page
      title={words.heading(codes)}
      acts={
        <>
          <Button
            component="a"
            variant="default"
            href={`${client.urlOf(`/recalls/${encodeURIComponent(id)}/codes/export`)}?mode=${mode}`}
            download
          >
            {words.export}
          </Button>
          {read_at === null && (
            <ActButton loading={act.busy} onClick={() => act.run()}>
              {words.markRead}
            </ActButton>
          )}
        </>
      }
    >
      <Alert color="red" variant="outline" title={note}>
        {words.doNotSell} {words.noticedOn} <Time at={noticed_at} />.
        {read_at === null && ` ${words.markReadHint}`}
      </Alert>
      <Section title={words.codes} flush>
        <DataList
          label={words.codes}
          list={list}
          columns={COLUMNS}
          rowKey={(code) => code.id}
          empty={<Empty title={words.noCodes} />}
        />
      </Section>
    </Page>
  );
}
