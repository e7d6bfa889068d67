import { Button } from '@mantine/core';
import type { Order } from '@psnb2b/contract';
import { returnCodesMax } from '@psnb2b/contract/states';
import { ConfirmAct, Money, say, Time, WithTimes } from '@psnb2b/ui';
import { times } from '../../amounts.ts';
import { useDo } from '../../client.ts';
import type { NumberedCode } from './codes-in-order.ts';
import classes from './orders.module.css';
import { codeWords as words } from './words.ts';

const POINTER = /^\/codes\/(\d+)$/;

interface Props {
  readonly order: Order;
  /** Those that are ticked. */
  readonly codes: readonly NumberedCode[];
  readonly all: readonly NumberedCode[];
  readonly onTick: (ids: readonly string[]) => void;
}

/** Gives the ticked codes back, if nobody has read them; ticks all of those otherwise. */
export function ReturnCodes({ order, codes, all, onTick }: Props) {
  const act = useDo('POST /orders/{order_id}/returns', {
    send: () => ({
      path: { order_id: order.id },
      query: { mode: order.mode },
      body: { codes: codes.map(({ id }) => id) },
    }),
    onDone: () => {
      say(words.returned(codes.length));
      onTick([]);
    },
  });
  const unread = all.filter(({ returnable_until }) => returnable_until !== null);
  if (codes.length === 0) {
    if (unread.length === 0) return null;
    const some = unread.slice(0, returnCodesMax).map(({ id }) => id);
    return (
      <Button size="xs" variant="default" onClick={() => onTick(some)}>
        {words.tickUnread(some.length)}
      </Button>
    );
  }
  const kept = codes.filter(({ returnable_until }) => returnable_until === null);
  const why =
    codes.length > returnCodesMax
      ? words.tooMany(returnCodesMax)
      : kept.length > 0
        ? words.notReturnable(kept.map(({ number }) => number))
        : null;
  const faults = (act.failure?.fields ?? []).flatMap(({ pointer, detail }) => {
    const code = codes[Number(POINTER.exec(pointer)?.[1])];
    return code ? [{ number: code.number, detail }] : [];
  });
  const end = endOf(codes);
  return (
    <ConfirmAct
      label={words.return(codes.length)}
      says={
        <>
          {words.returnSays}{' '}
          <Money amount={times(order.unit_price, codes.length)} currency={order.currency} />
          {'. '}
          {end !== null && (
            <>
              {words.returnUntil} <Time at={end} />
            </>
          )}
          {faults.length > 0 && (
            <ul className={classes.faults}>
              {faults.map(({ number, detail }) => (
                <li key={number}>
                  <strong>{words.numbered(number)}</strong> <WithTimes text={detail} />
                </li>
              ))}
            </ul>
          )}
        </>
      }
      act={act}
      button={{ size: 'xs' }}
      {...(why !== null && { allowed: { can: false, why } })}
    />
  );
}

/** The first moment at which one of them can no longer be returned; null once none can. */
function endOf(codes: readonly NumberedCode[]): string | null {
  const ends = codes.flatMap(({ returnable_until }) => returnable_until ?? []);
  return ends.sort()[0] ?? null;
}
