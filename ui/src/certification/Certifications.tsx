import { Stack } from '@mantine/core';
import type { Certification } from '@psnb2b/contract';
import type { ReactNode } from 'react';
import { columnsOf } from '../list/columns.tsx';
import { DataTable } from '../list/DataTable.tsx';
import { Empty } from '../state/Empty.tsx';
import { text } from '../text/text.ts';
import { StatusBadge, type Tone } from '../value/StatusBadge.tsx';
import { Time } from '../value/Time.tsx';
import { words } from './words.ts';

type Check = Certification['checks'][number];

const TONES: Readonly<Record<Check['state'], Tone>> = {
  passed: 'good',
  failed: 'bad',
  not_seen: 'neutral',
};

/** A check, or what only we can know, which nobody reports. */
type Row = Check | { readonly check: 'webhook'; readonly seen_at: string | null };

const col = columnsOf<Row>();

const columnsWith = (titles: Props['titles']) => [
  col.cell('check', words.check, ({ check }) =>
    check === 'webhook' ? words.webhook : titles[check],
  ),
  col.cell('state', words.reportedAs, (row) =>
    row.check === 'webhook' ? null : (
      <StatusBadge tone={TONES[row.state]} value={row.state}>
        {words.states[row.state]}
      </StatusBadge>
    ),
  ),
  col.cell('seen', words.seen, ({ seen_at }) =>
    seen_at === null ? text.none : <Time at={seen_at} />,
  ),
];

interface Props {
  /** Newest first. */
  readonly results: readonly Certification[];
  /** What each check is called. */
  readonly titles: Readonly<Record<Check['check'], string>>;
  /** What a reader should know before the first result. */
  readonly note: ReactNode;
  readonly empty: { readonly title: string; readonly hint: ReactNode };
}

/** What a business reported of its program: the newest result with every check, and when there were earlier ones. */
export function Certifications({ results: [latest, ...earlier], titles, note, empty }: Props) {
  if (latest === undefined) return <Empty title={empty.title} hint={empty.hint} />;
  return (
    <Stack gap="sm">
      <div>
        {words.reported} <Time at={latest.reported_at} form="ago" />{' '}
        {words.by(latest.program_version)}. {note}
      </div>
      <DataTable
        label={words.title}
        rows={[...latest.checks, { check: 'webhook', seen_at: latest.webhook_answered_at }]}
        columns={columnsWith(titles)}
        rowKey={({ check }) => check}
      />
      {earlier.length > 0 && (
        <details>
          <summary>{words.earlier(earlier.length)}</summary>
          <ul>
            {earlier.map(({ reported_at, checks }) => (
              <li key={reported_at}>
                <Time at={reported_at} />:{' '}
                {words.passedOf(
                  checks.filter(({ state }) => state === 'passed').length,
                  checks.length,
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Stack>
  );
}
