import { Alert, Button } from '@mantine/core';
import type { Order, PortalOrder } from '@psnb2b/contract';
import { orderCan } from '@psnb2b/contract/states';
import {
  Columns,
  ConfirmAct,
  groupDigits,
  Link,
  Loaded,
  orderTones,
  Page,
  StatusBadge,
  Time,
} from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { useParams } from 'react-router';
import { useDo } from '../../client.ts';
import { to } from '../../pages.ts';
import { CodesSection } from './CodesSection.tsx';
import { OrderSide } from './OrderSide.tsx';
import { ReceiptsSection } from './ReceiptsSection.tsx';
import { useOrder } from './read-order.ts';
import { words as listWords, waitsFor, orderWords as words } from './words.ts';

export function OrderPage() {
  const { id = '' } = useParams();
  return <Loaded query={useOrder(id)}>{(order) => <OneOrder order={order} />}</Loaded>;
}

function OneOrder({ order }: { readonly order: PortalOrder }) {
  const { status, quantity, failure, expires_at } = order;
  return (
    <Page
      title={`${listWords.productOf(order)} × ${groupDigits(quantity)}`}
      mark={
        <StatusBadge tone={orderTones[status]} value={status}>
          {listWords.statuses[status]}
        </StatusBadge>
      }
      acts={
        <>
          <Confirm order={order} />
          <Cancel order={order} />
          <Again order={order} />
        </>
      }
    >
      {status === 'pending' && (
        <Alert color="yellow" variant="outline" title={waitsFor(order)}>
          {expires_at && (
            <>
              {listWords.until} <Time at={expires_at} />
            </>
          )}
        </Alert>
      )}
      {failure && (
        <Alert color="red" variant="outline" title={words.failed[failure.code]}>
          {failure.reason !== null && <p className="breaks">{failure.reason}</p>}
          {failure.detail} {words.nothingTaken}
        </Alert>
      )}
      <Columns
        main={
          <>
            <CodesSection order={order} />
            <ReceiptsSection order={order} />
          </>
        }
        side={<OrderSide order={order} />}
      />
    </Page>
  );
}

function Confirm({ order }: { readonly order: Order }) {
  const me = useMe();
  const act = useDo('POST /orders/{order_id}/confirm', {
    send: () => ({ path: { order_id: order.id }, query: { mode: order.mode } }),
  });
  const waits = order.status === 'pending' && orderCan.confirm({ ...order, failure: null }).can;
  if (!me.may.includes('confirmOrder') || !waits) return null;
  return (
    <ConfirmAct
      label={words.confirm}
      says={words.confirmSays}
      act={act}
      button={{ variant: 'filled' }}
    />
  );
}

/** Leads to the page where it is bought; buys nothing itself. */
function Again({ order: { region, denomination, quantity, mode } }: { readonly order: Order }) {
  const lines = `${region}-${denomination}x${quantity}`;
  return (
    <Button variant="default" component={Link} to={at(to.buy, { lines, mode })}>
      {words.again}
    </Button>
  );
}

function Cancel({ order }: { readonly order: Order }) {
  const me = useMe();
  const act = useDo('POST /orders/{order_id}/cancel', {
    send: () => ({ path: { order_id: order.id }, query: { mode: order.mode } }),
  });
  if (!me.may.includes('cancelOrder') || !orderCan.cancel(order).can) return null;
  return <ConfirmAct label={words.cancel} says={words.cancelSays} act={act} danger />;
}
