import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Failure } from '../http/failure.ts';
import { text } from '../text/text.ts';
import { groupDigits } from '../value/group-digits.ts';
import { moneyText } from '../value/money-text.ts';
import { Time } from '../value/Time.tsx';

/** The members of a refusal beside its sentence: a limit, when it resets, the state, and the roles that may do it. */
export function FailureFigures({ failure }: { readonly failure: Failure }) {
  return linesOf(failure).map(([key, line]) => (
    <Text key={key} size="sm">
      {line}
    </Text>
  ));
}

/** Values that the sentence contains are not repeated. */
function linesOf({ members, code, message }: Failure): (readonly [key: string, line: ReactNode])[] {
  const { limit, used, currency, resets_at: resetsAt, retry_after: wait, roles } = members;
  const state = members.current_status ?? members.product_status;
  const words = text.failure;
  const figure = (value: number | string) =>
    typeof currency === 'string' ? moneyText(String(value), currency) : groupDigits(value);
  const names = Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
  const lines: (readonly [string, ReactNode])[] = [];
  if (isFigure(limit) && isFigure(used) && !message.includes(`${used} of ${limit}`)) {
    lines.push(['limit', words.used(figure(used), figure(limit))]);
  }
  if (typeof resetsAt === 'string' && !message.includes(resetsAt)) {
    lines.push([
      'resets',
      <>
        {words.resets} <Time key="at" at={resetsAt} />.
      </>,
    ]);
  }
  if (code === 'rate_limited' && typeof wait === 'number') lines.push(['wait', words.wait(wait)]);
  if (typeof state === 'string') lines.push(['state', words.state(plain(state))]);
  if (names.length > 0) lines.push(['roles', `${words.roles} ${names.map(plain).join(', ')}.`]);
  return lines;
}

/** Returns a value of the API as words: `under_review` → `under review`. */
function plain(value: string): string {
  return value.replaceAll('_', ' ');
}

/** A count, or an amount of money as decimal text. */
function isFigure(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
