import type { StaffOrder } from '@psnb2b/contract';
import { ActButton, ConfirmAct, useGo } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { allowed, useDo } from '../../client.ts';
import { to } from '../../pages.ts';
import { words as listWords, orderWords as words } from './words.ts';

interface Props {
  readonly order: StaffOrder;
  /** Called with what was done, in a sentence. */
  readonly onDecided: (said: string) => void;
}

/** What staff can decide on an order that waits. Keys open a dialog that says what happens, and do no more. */
export function OrderActs(props: Props) {
  const { order } = props;
  if (order.status === 'failed') return <Write order={order} />;
  if (order.waits_for === null) return null;
  return (
    <>
      {order.waits_for === 'approval' && (
        <>
          <Approve {...props} />
          <Refuse {...props} />
        </>
      )}
      <Cancel {...props} />
    </>
  );
}

/** Opens a message to the business about an order that failed: nothing is sent by it. */
function Write({ order: { id, sku, partner } }: Pick<Props, 'order'>) {
  const go = useGo();
  const place = at(to.newTicket, {
    ...{ partner_id: partner.id, topic: 'order', order_id: id },
    subject: listWords.letterSubject(sku, 1),
  });
  return (
    <ActButton
      variant="default"
      allowed={allowed(useMe(), 'createTicket')}
      shortcut="a"
      onClick={() => go(place)}
    >
      {listWords.writeMany}
    </ActButton>
  );
}

function Approve({ order, onDecided }: Props) {
  const act = useDo('POST /orders/{order_id}/approve', {
    send: () => ({ path: { order_id: order.id } }),
    onDone: ({ status }) => onDecided(status === 'failed' ? words.notDelivered : words.approved),
  });
  return (
    <ConfirmAct
      label={words.approve}
      says={words.approveSays(order)}
      act={act}
      allowed={allowed(useMe(), 'approveOrder')}
      button={{ variant: 'filled' }}
      opensWith="a"
    />
  );
}

function Refuse({ order, onDecided }: Props) {
  const act = useDo('POST /orders/{order_id}/refuse', {
    send: (reason: string) => ({ path: { order_id: order.id }, body: { reason } }),
    onDone: () => onDecided(words.refused),
  });
  return (
    <ConfirmAct
      label={words.refuse}
      says={words.refuseSays(order)}
      reason={words.reason}
      act={act}
      allowed={allowed(useMe(), 'refuseOrder')}
      opensWith="r"
      danger
    />
  );
}

function Cancel({ order, onDecided }: Props) {
  const act = useDo('POST /orders/{order_id}/cancel', {
    send: (reason: string) => ({ path: { order_id: order.id }, body: { reason } }),
    onDone: () => onDecided(words.cancelled),
  });
  return (
    <ConfirmAct
      label={words.cancel}
      says={words.cancelSays}
      reason={words.reason}
      act={act}
      allowed={allowed(useMe(), 'cancelOrder')}
      danger
    />
  );
}
