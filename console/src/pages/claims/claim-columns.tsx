import type { QueuedClaim } from '@psnb2b/contract';
import { type Column, Money, StatusBadge } from '@psnb2b/ui';
import { c } from '../../text/claims.ts';
import { ClaimBadge, Clock } from './Clock.tsx';

export const claimColumns: readonly Column<QueuedClaim>[] = [
  {
    key: 'partner',
    title: c.partner,
    cell: (claim) => (
      <>
        <span className="breaks">{claim.partner.name}</span>
        <span className="quiet narrow">{c.reasons[claim.reason]}</span>
        <span className="quiet narrow">
          <Clock claim={claim} />
        </span>
      </>
    ),
  },
  {
    key: 'priority',
    title: c.priority,
    from: 's',
    cell: ({ priority }) =>
      priority === 'high' ? (
        <StatusBadge tone="wait">{c.priorities.high}</StatusBadge>
      ) : (
        <span className="quiet">{c.priorities.normal}</span>
      ),
  },
  {
    key: 'reason',
    title: c.reason,
    from: 's',
    cell: ({ reason, late, mode }) => (
      <>
        {c.reasons[reason]} {late && <span className="quiet">{c.late}</span>}
        {mode === 'test' && <span className="quiet">{c.test}</span>}
      </>
    ),
  },
  { key: 'status', title: c.status, cell: (claim) => <ClaimBadge claim={claim} /> },
  {
    key: 'codes',
    title: c.codes,
    align: 'right',
    from: 'm',
    cell: ({ codes }) => codes.length,
  },
  {
    key: 'amount',
    title: c.amount,
    align: 'right',
    from: 'm',
    cell: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
  },
  {
    key: 'clock',
    title: c.clock,
    align: 'right',
    from: 's',
    cell: (claim) => <Clock claim={claim} />,
  },
];
