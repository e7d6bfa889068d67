import type { FailedCalls, LogGap, RequestLogSummary } from '@psnb2b/contract';
import { Link, StatusBadge, Time } from '@psnb2b/ui';
import { at } from '@psnb2b/ui/pages';
import { to } from '../../pages.ts';
import { toneOf } from './call-tones.ts';
import classes from './request-log.module.css';
import { words } from './words.ts';

type Period = Readonly<Record<string, string>>;

/** What failed in a period, each group a filter of the list, and the calls that are missing in it. */
export function FailedGroups({
  summary: { groups, gaps },
  period,
  max,
}: {
  readonly summary: RequestLogSummary;
  /** The filters that stay. */
  readonly period: Period;
  readonly max?: number;
}) {
  return (
    <>
      {groups.length === 0 ? (
        <p className={classes.quiet}>{words.nothingFailed}</p>
      ) : (
        <ul className={classes.groups}>
          {groups.slice(0, max).map((group) => (
            <Group
              key={`${group.error_code} ${group.method} ${group.path}`}
              {...{ group, period }}
            />
          ))}
        </ul>
      )}
      {gaps.map((gap) => (
        <Gap key={gap.minute} gap={gap} />
      ))}
    </>
  );
}

function Group({ group, period }: { readonly group: FailedCalls; readonly period: Period }) {
  const { error_code: code, status, method, path, calls, last_at } = group;
  const filters = { ...period, method, path, ...(code && { error_code: code }) };
  return (
    <li>
      <span className={classes.count}>{words.times(calls)}</span>
      <StatusBadge tone={toneOf(status)} value={String(status)}>
        {code ?? String(status)}
      </StatusBadge>
      <Link to={at(to.requestLog, filters)} className="mono breaks">
        {method} {path}
      </Link>
      <span className={classes.quiet}>
        {words.last} <Time at={last_at} form="ago" />
      </span>
    </li>
  );
}

function Gap({ gap: { minute, calls } }: { readonly gap: LogGap }) {
  return (
    <p className={classes.quiet}>
      {words.gap(calls)} <Time at={minute} />
    </p>
  );
}
