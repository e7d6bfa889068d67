import type { ReactNode } from 'react';
import { columnsOf } from '../list/columns.tsx';
import { type Column, DataTable } from '../list/DataTable.tsx';
import { CopyId } from '../value/CopyId.tsx';
import { Money } from '../value/Money.tsx';
import { StatusBadge } from '../value/StatusBadge.tsx';
import { Time } from '../value/Time.tsx';
import classes from './claim.module.css';
import { resolutionTones } from './claim-tones.ts';
import { words } from './words.ts';

export interface CodeOfClaim {
  readonly id: string;
  readonly resolution: 'replaced' | 'refunded' | 'rejected' | null;
  readonly detail: string | null;
  readonly replacement: string | null;
  readonly refund: string | null;
  readonly claimable_until: string;
}

/** The codes of a claim with their outcomes; `more` are an app's own columns, after the code. */
export function ClaimedCodes<Code extends CodeOfClaim>({
  codes,
  currency,
  withdrawn = false,
  more = [],
}: {
  readonly codes: readonly Code[];
  readonly currency: string;
  readonly withdrawn?: boolean;
  readonly more?: readonly Column<Code>[];
}) {
  const col = columnsOf<Code>();
  return (
    <DataTable
      label={words.codes}
      rows={codes}
      rowKey={({ id }) => id}
      columns={[
        col.cell('code', words.code, ({ id }) => <CopyId id={id} what={id} short />),
        ...more,
        col.cell('outcome', words.outcome, (code) => (
          <Outcome code={code} currency={currency} withdrawn={withdrawn} />
        )),
        col.cell('until', words.claimableUntil, (code) => <Time at={code.claimable_until} />, {
          align: 'right',
          from: 's',
        }),
      ]}
    />
  );
}

function Outcome({
  code: { resolution, detail, replacement, refund },
  currency,
  withdrawn,
}: {
  readonly code: CodeOfClaim;
  readonly currency: string;
  readonly withdrawn: boolean;
}): ReactNode {
  if (resolution === null) {
    const tone = withdrawn ? 'neutral' : 'info';
    return <StatusBadge tone={tone}>{withdrawn ? words.withdrawn : words.undecided}</StatusBadge>;
  }
  return (
    <div className={classes.outcome}>
      <StatusBadge tone={resolutionTones[resolution]} value={resolution}>
        {words.resolutions[resolution]}
      </StatusBadge>
      {replacement && (
        <span>
          {words.by} <CopyId id={replacement} what={words.replacement} short />
        </span>
      )}
      {refund && <Money amount={refund} currency={currency} />}
      {detail && <span className={classes.detail}>{detail}</span>}
    </div>
  );
}
