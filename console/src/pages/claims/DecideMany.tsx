import { SegmentedControl } from '@mantine/core';
import type { QueuedClaim } from '@psnb2b/contract';
import { type ClaimResolution, claimCan } from '@psnb2b/contract/states';
import { type Bulk, BulkAct, type Once } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { useState } from 'react';
import { allowed, sendOnce } from '../../client.ts';
import { sumsOf } from '../../sums-of.ts';
import { decideWords, manyWords as words } from './words.ts';

/** What a claim is called among others. */
export function claimName({ partner, order }: QueuedClaim): string {
  return `${partner.name}, ${order.reference ?? order.id}`;
}

const APPROVALS = (['replaced', 'refunded'] as const).map((each) => ({
  value: each,
  label: words.resolutions[each],
}));

/**
 * Decides the ticked claims, all codes of each in one way; each claim is a transaction of its own.
 * by hand: the way is chosen for all of them.
 */
export function DecideMany({ bulk }: { readonly bulk: Bulk<QueuedClaim> }) {
  const me = useMe();
  const [way, setWay] = useState<'replaced' | 'refunded'>('replaced');
  const may = allowed(me, 'decideClaim');
  const fits = (claim: QueuedClaim) => {
    if (claim.proposed) return { can: false as const, why: words.proposed };
    const can = allowed(me, 'decideClaim', claimCan.decide(claim));
    return can.can ? can : { can: false as const, why: words.over };
  };
  const effect = (claims: readonly QueuedClaim[]) => ({
    claims: claims.length,
    codes: claims.reduce((sum, { codes }) => sum + codes.length, 0),
    sums: sumsOf(claims),
  });
  return (
    <>
      <BulkAct
        bulk={bulk}
        label={words.approve}
        opensWith="a"
        allowed={may}
        fits={fits}
        says={(claims) => words.approveSays(effect(claims))}
        submit={words.approveCount}
        choice={
          <SegmentedControl
            aria-label={words.way}
            data={APPROVALS}
            value={way}
            onChange={(each) => setWay(each as typeof way)}
          />
        }
        call="POST /claims/{claim_id}/decide"
        send={(claim, once) => decide(claim, way, null, once)}
        done={saidOf}
        button={{ variant: 'filled' }}
      />
      <BulkAct
        bulk={bulk}
        label={words.reject}
        opensWith="r"
        allowed={may}
        fits={fits}
        says={(claims) => words.rejectSays(effect(claims))}
        submit={words.rejectCount}
        reason={decideWords.rejectReason}
        call="POST /claims/{claim_id}/decide"
        send={(claim, once, reason) => decide(claim, 'rejected', reason, once)}
        done={saidOf}
        danger
      />
    </>
  );
}

function decide(
  claim: QueuedClaim,
  resolution: ClaimResolution,
  detail: string | null,
  once: Once,
) {
  const codes = claim.codes.map(({ id }) => ({
    ...{ id, resolution },
    ...(resolution === 'rejected' && { detail }),
  }));
  const body = { codes, or_refund: resolution === 'replaced' };
  return sendOnce('POST /claims/{claim_id}/decide', { path: { claim_id: claim.id }, body }, once);
}

const saidOf = ({ outcome }: { readonly outcome: string }) =>
  outcome === 'taken' ? decideWords.decided : decideWords.proposed;
