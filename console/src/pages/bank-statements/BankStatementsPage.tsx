import { Button } from '@mantine/core';
import type { BankAccount, BankStatement } from '@psnb2b/contract';
import {
  ChoiceFilter,
  columnsOf,
  DataList,
  DataTable,
  DialogButton,
  Empty,
  Field,
  FilterBar,
  FormDialog,
  Link,
  Loaded,
  Page,
  Section,
  say,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useFormOf, useList, useWhole } from '../../client.ts';
import { to } from '../../pages.ts';
import { daysText } from '../sales/days-text.ts';
import { Chain } from './Chain.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { words } from './words.ts';

const col = columnsOf<BankStatement>();
const COLUMNS = [
  col.cell('period', words.period, ({ from, to: until, account }) => (
    <div>
      <div>{daysText(from, until)}</div>
      <div className="quiet breaks">{account.name}</div>
    </div>
  )),
  col.money('opening', words.opening, 'currency', { from: 'm' }),
  col.money('money_in', words.in, 'currency', { from: 's' }),
  col.money('money_out', words.out, 'currency', { from: 'm' }),
  col.money('closing', words.closing, 'currency', { from: 's' }),
  col.cell('chain', words.chain, (statement) => <Chain statement={statement} />),
  col.cell('open', words.open, ({ open_lines, lines }) => words.of(open_lines, lines), {
    align: 'right',
  }),
];

const own = columnsOf<BankAccount>();
const ACCOUNTS = [
  own.cell('name', words.name, ({ name, number }) => (
    <div>
      <div className="breaks">{name}</div>
      {number !== null && <div className="quiet mono breaks">{number}</div>}
    </div>
  )),
  own.money('closing', words.closing, 'currency'),
  own.cell('last_day', words.last, ({ last_day: day }) => day && daysText(day, day), {
    from: 's',
  }),
  own.cell('method', words.method, ({ method_id }) => words.methods[method_id ? 'yes' : 'no'], {
    from: 'm',
  }),
  own.cell('columns', words.columns, ({ csv_map }) => (csv_map ? words.chosen : words.notChosen), {
    from: 'm',
  }),
  own.acts((account) => <AccountActs account={account} />),
];

/** Statements of bank accounts, and the accounts. */
export function BankStatementsPage() {
  const me = useMe();
  const list = useList('/bank-statements', ['account_id']);
  const accounts = useWhole('/bank-accounts', []);
  const all = accounts.reply.data?.data ?? [];
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <Button variant="default" component={Link} to={to.bankLines}>
            {words.toLines}
          </Button>
          <DialogButton
            label={words.import}
            allowed={allowed(me, 'importBankStatement')}
            button={{ variant: 'filled' }}
          >
            {(close) => <ImportDialog accounts={all} onClose={close} />}
          </DialogButton>
        </>
      }
    >
      <Section flush>
        {all.length > 1 && (
          <FilterBar>
            <ChoiceFilter
              of={list}
              name="account_id"
              label={words.account}
              choices={Object.fromEntries(all.map(({ id, name }) => [id, name]))}
            />
          </FilterBar>
        )}
        <DataList
          label={words.list}
          list={list}
          columns={COLUMNS}
          rowKey={({ id }) => id}
          rowLink={({ id }) => at(to.bankLines, { statement_id: id })}
          empty={<Empty title={words.none} hint={words.noneHint} />}
        />
      </Section>
      <Section
        flush
        title={words.accounts}
        lead={words.accountsLead}
        acts={
          <DialogButton
            label={words.add}
            allowed={allowed(me, 'addBankAccount')}
            button={{ size: 'xs' }}
          >
            {(close) => <AddDialog onClose={close} />}
          </DialogButton>
        }
      >
        <Loaded query={accounts.reply}>
          {({ data }) =>
            data.length === 0 ? (
              <Empty title={words.noAccounts} hint={words.noAccountsHint} />
            ) : (
              <DataTable
                label={words.accounts}
                rows={data}
                columns={ACCOUNTS}
                rowKey={({ id }) => id}
              />
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}

function AccountActs({ account }: { readonly account: BankAccount }) {
  return (
    <DialogButton
      label={words.rename}
      allowed={allowed(useMe(), 'setBankAccount')}
      button={{ size: 'compact-xs' }}
    >
      {(close) => <RenameDialog account={account} onClose={close} />}
    </DialogButton>
  );
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const add = useFormOf('POST /bank-accounts', {
    initial: { name: '', number: '', currency: '' },
    onDone: () => {
      onClose();
      say(words.added);
    },
  });
  return (
    <FormDialog title={words.add} of={add} onClose={onClose}>
      <Field of={add} name="name" label={words.name} first />
      <Field of={add} name="number" label={words.number} hint={words.numberHint} mono />
      <Field of={add} name="currency" label={words.currency} narrow />
    </FormDialog>
  );
}

function RenameDialog({
  account,
  onClose,
}: {
  readonly account: BankAccount;
  readonly onClose: () => void;
}) {
  const rename = useFormOf('PATCH /bank-accounts/{account_id}', {
    initial: { name: account.name },
    send: (body) => ({ path: { account_id: account.id }, body }),
    onDone: () => {
      onClose();
      say(words.renamed);
    },
  });
  return (
    <FormDialog title={words.rename} of={rename} onClose={onClose}>
      <Field of={rename} name="name" label={words.name} first />
    </FormDialog>
  );
}
