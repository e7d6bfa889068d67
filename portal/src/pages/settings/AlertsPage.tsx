import { Anchor } from '@mantine/core';
import type { Alert, WarnedPerson } from '@psnb2b/contract';
import {
  columnsOf,
  DataList,
  DialogButton,
  Empty,
  Money,
  Page,
  Section,
  StatusBadge,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useRead } from '../../client.ts';
import { AddAlert } from './AddAlert.tsx';
import { alertWords as words } from './alert-words.ts';
import { EditAlert } from './EditAlert.tsx';
import { teamWords } from './words.ts';

/** What a person is warned of, and for owners who is warned of what. */
export function AlertsPage() {
  const me = useMe();
  const alerts = useRead('/alerts');
  const add = (
    <DialogButton
      label={words.add}
      allowed={allowed(me, 'setAlert')}
      button={{ variant: 'filled' }}
    >
      {(close) => <AddAlert onClose={close} />}
    </DialogButton>
  );
  return (
    <Page acts={add}>
      <Section flush>
        <DataList
          label={words.label}
          query={alerts}
          columns={columns}
          rowKey={({ kind, product }) => `${kind} ${product}`}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
      {allowed(me, 'listWarnedPeople').can && <People />}
      <Anchor href="/docs/alerts" display="inline-block" size="sm">
        {words.guide}
      </Anchor>
    </Page>
  );
}

const tones = { armed: 'good', fired: 'wait', muted: 'neutral', off: 'neutral' } as const;

const col = columnsOf<Alert>();
const columns = [
  col.cell('what', words.what, ({ kind, product }) => (
    <div>
      {words.kinds[kind]}
      {product !== null && <div className="quiet mono">{product}</div>}
    </div>
  )),
  col.cell('line', words.line, ({ kind, amount, count, currency }) =>
    amount === null ? words.lineOf(kind, count) : <Money amount={amount} currency={currency} />,
  ),
  col.cell('channels', words.channels, ({ by_email }) => words.channelsOf(by_email), { from: 's' }),
  col.time('fired_at', words.fired, { from: 's', none: words.never }),
  col.cell('state', words.state, ({ state }) => (
    <StatusBadge tone={tones[state]} value={state}>
      {words.states[state]}
    </StatusBadge>
  )),
  col.acts((alert) => (
    <DialogButton
      label={words.edit}
      name={words.editOf(words.kinds[alert.kind], alert.product)}
      button={{ size: 'xs' }}
    >
      {(close) => <EditAlert alert={alert} onClose={close} />}
    </DialogButton>
  )),
];

const person = columnsOf<WarnedPerson>();
const personColumns = [
  person.text('name', words.person),
  person.word('role', words.role, teamWords.roles),
  person.cell('kinds', words.warnedOf, ({ kinds }) =>
    kinds.length === 0 ? words.nothing : kinds.map((kind) => words.kinds[kind]).join(', '),
  ),
];

function People() {
  const people = useRead('/alerts/people');
  return (
    <Section title={words.people} lead={words.peopleLead} flush>
      <DataList
        label={words.people}
        query={people}
        columns={personColumns}
        rowKey={({ id }) => id}
        empty={<Empty title={words.nothing} hint={words.peopleLead} />}
      />
    </Section>
  );
}
