import type { DepositMethod } from '@psnb2b/contract';
import {
  columnsOf,
  DataTable,
  DialogButton,
  Empty,
  groupDigits,
  Loaded,
  Page,
  Section,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, useRead } from '../../client.ts';
import { AddAsset, AddBank } from './AddDialogs.tsx';
import { MethodActs } from './MethodActs.tsx';
import { methodTones, nameOfMethod, words } from './words.ts';

const col = columnsOf<DepositMethod>();

const COLUMNS = [
  col.cell('name', words.name, (method) => (
    <div>
      <div className="breaks">{nameOfMethod(method)}</div>
      {method.iban !== null && (
        <div className="quiet breaks">
          <span className="mono">{method.iban}</span> {method.holder}
        </div>
      )}
    </div>
  )),
  col.status('status', words.status, methodTones, words.statuses),
  col.cell('addresses', words.addresses, (method) => <Addresses method={method} />, {
    align: 'right',
  }),
  col.text('usual_time', words.usualTime, { from: 'm' }),
  col.text('added_by', words.by, { from: 'm' }),
  col.acts((method) => <MethodActs method={method} />),
];

/** The accounts and addresses to which partners pay. */
export function DepositMethodsPage() {
  const me = useMe();
  const methods = useRead('/deposit-methods');
  return (
    <Page
      lead={words.lead}
      acts={
        <>
          <DialogButton label={words.addBank} allowed={allowed(me, 'addBankTransfer')}>
            {(close) => <AddBank onClose={close} />}
          </DialogButton>
          <DialogButton label={words.addAsset} allowed={allowed(me, 'addDigitalAsset')}>
            {(close) => <AddAsset onClose={close} />}
          </DialogButton>
        </>
      }
    >
      <Section flush>
        <Loaded query={methods}>
          {({ data }) =>
            data.length === 0 ? (
              <Empty title={words.none} hint={words.noneHint} />
            ) : (
              <DataTable label={words.list} rows={data} columns={COLUMNS} rowKey={({ id }) => id} />
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}

function Addresses({ method }: { readonly method: DepositMethod }) {
  if (method.kind === 'bank_transfer') return '—';
  return (
    <div>
      <div>{groupDigits(method.addresses_left)}</div>
      <div className="quiet">{words.given(groupDigits(method.addresses_given))}</div>
      {method.addresses_waiting > 0 && (
        <div className="quiet">{words.toConfirm(groupDigits(method.addresses_waiting))}</div>
      )}
    </div>
  );
}
