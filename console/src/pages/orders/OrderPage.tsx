import { Alert } from '@mantine/core';
import type { StaffOrderFile } from '@psnb2b/contract';
import {
  Columns,
  Link,
  Loaded,
  moneyText,
  orderTones,
  StatusBadge,
  Time,
  useDecided,
} from '@psnb2b/ui';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useRead } from '../../client.ts';
import { CasePage } from '../../conflict/CasePage.tsx';
import { to } from '../../pages.ts';
import { CodesSection } from './CodesSection.tsx';
import { DecidedNote } from './DecidedNote.tsx';
import { FactsSections } from './FactsSections.tsx';
import { ClaimsSection, EventsSection, HistorySection, MoneySection } from './HistorySections.tsx';
import { LatestSection } from './LatestSection.tsx';
import { OrderActs } from './OrderActs.tsx';
import { words as listWords, orderWords as words } from './words.ts';

/** One order with its whole story, and what staff may decide on it. */
export function OrderPage() {
  const { id = '' } = useParams();
  const order = useRead('/orders/{order_id}', { path: { order_id: id } });
  return <Loaded query={order}>{(each) => <OneOrder key={each.id} order={each} />}</Loaded>;
}

function OneOrder({ order }: { readonly order: StaffOrderFile }) {
  const { status, mode, partner } = order;
  const [said, setSaid] = useState<string | null>(null);
  const decided = useDecided(setSaid);
  return (
    <CasePage
      isOpen={order.waits_for === 'approval'}
      words={words}
      title={words.of(order)}
      lead={<Link to={to.partner(partner.id)}>{partner.name}</Link>}
      mark={
        <>
          <StatusBadge tone={orderTones[status]} value={status}>
            {listWords.statuses[status]}
          </StatusBadge>
          {mode === 'test' && <StatusBadge tone="neutral">{words.test}</StatusBadge>}
        </>
      }
      acts={<OrderActs order={order} onDecided={decided} />}
    >
      {said !== null && <DecidedNote said={said} id={order.id} />}
      <Waits order={order} />
      <Failed order={order} />
      <Columns
        main={
          <>
            <HistorySection order={order} />
            {order.waits_for === 'approval' && <LatestSection order={order} />}
            <CodesSection order={order} />
            <MoneySection order={order} />
            <EventsSection order={order} />
            <ClaimsSection order={order} />
          </>
        }
        side={<FactsSections order={order} />}
      />
    </CasePage>
  );
}

/** What it waits for, why, and until when. */
function Waits({ order }: { readonly order: StaffOrderFile }) {
  const { waits_for: waits, approval_limit: limit, currency, created_at, expires_at } = order;
  if (waits === null) return null;
  return (
    <Alert color="yellow" variant="outline" title={listWords.waits[waits]}>
      {waits === 'approval' && (
        <div>{words.whyApproval(limit === null ? null : moneyText(limit, currency))}</div>
      )}
      {waits !== 'deposit' && (
        <div>
          {words.heldSince} <Time at={created_at} />.
        </div>
      )}
      {expires_at && (
        <div>
          {words.endsBy} <Time at={expires_at} />.
        </div>
      )}
    </Alert>
  );
}

/** Why it failed, as its partner reads it. */
function Failed({ order: { failure } }: { readonly order: StaffOrderFile }) {
  if (!failure) return null;
  return (
    <Alert color="red" variant="outline" title={listWords.failures[failure.code]}>
      {words.asPartner} {failure.detail}
      {failure.reason !== null && <p className="breaks">{failure.reason}</p>}
    </Alert>
  );
}
