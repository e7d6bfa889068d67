import type { StaffDeposit } from '@psnb2b/contract';
import { type DepositStatus, depositTransitions } from '@psnb2b/contract/states';
import { type Bulk, BulkAct } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { allowed, each } from '../../client.ts';
import { sumsOf } from '../../sums-of.ts';
import { manyWords as words } from './words.ts';

/** What a payment is called among others. */
export function depositName({ reference, partner }: StaffDeposit): string {
  return `${reference}, ${partner.name}`;
}

/** Credits, reviews or rejects the ticked payments, each in a transaction of its own. */
export function DepositsMany({ bulk }: { readonly bulk: Bulk<StaffDeposit> }) {
  const me = useMe();
  const can =
    (to: DepositStatus) =>
    ({ status }: StaffDeposit) => {
      const may: readonly DepositStatus[] = depositTransitions[status];
      return may.includes(to) ? { can: true as const } : { can: false as const, why: words.not };
    };
  const sums = (deposits: readonly StaffDeposit[]) =>
    sumsOf(
      deposits.flatMap(({ amount, currency }) => (amount === null ? [] : [{ amount, currency }])),
    );
  return (
    <>
      <BulkAct
        bulk={bulk}
        label={words.credit}
        opensWith="a"
        allowed={allowed(me, 'creditDeposit')}
        fits={(deposit) => {
          const may = can('credited')(deposit);
          if (!may.can || deposit.amount !== null) return may;
          return { can: false, why: words.unknown };
        }}
        says={(deposits) => words.creditSays(deposits.length, sums(deposits))}
        submit={words.creditCount}
        // The amount that was seen: one that somebody states meanwhile is not credited unseen.
        {...each('POST /deposits/{deposit_id}/credit', ({ id, amount }: StaffDeposit) => ({
          path: { deposit_id: id },
          body: { ...(amount !== null && { amount }) },
        }))}
        done={() => words.credited}
        button={{ variant: 'filled' }}
      />
      <BulkAct
        bulk={bulk}
        label={words.review}
        opensWith="q"
        allowed={allowed(me, 'reviewDeposit')}
        fits={can('in_review')}
        says={(deposits) => words.reviewSays(deposits.length)}
        submit={words.reviewCount}
        reason={words.reason}
        {...each('POST /deposits/{deposit_id}/review', ({ id }: StaffDeposit, reason) => ({
          path: { deposit_id: id },
          body: { reason },
        }))}
        done={() => words.reviewed}
      />
      <BulkAct
        bulk={bulk}
        label={words.reject}
        opensWith="r"
        allowed={allowed(me, 'rejectDeposit')}
        fits={can('rejected')}
        says={(deposits) => words.rejectSays(deposits.length)}
        submit={words.rejectCount}
        reason={words.reason}
        {...each('POST /deposits/{deposit_id}/reject', ({ id }: StaffDeposit, reason) => ({
          path: { deposit_id: id },
          body: { reason },
        }))}
        done={() => words.rejected}
        danger
      />
    </>
  );
}
