import { Text } from '@mantine/core';
import type { Failure } from '../http/failure.ts';
import { text } from '../text/text.ts';
import { Time } from '../value/Time.tsx';

/** What a refusal's own members tell a person beside its sentence: a limit, when it begins anew, and who may. */
export function FailureFigures({ failure }: { readonly failure: Failure }) {
  const { limit, used, currency, resets_at: resetsAt, roles } = failure.members;
  const hasLimit = isFigure(limit) && isFigure(used);
  const names = Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
  const words = text.failure;
  return (
    <>
      {hasLimit && (
        <Text size="sm">
          {words.used(`${used}`, `${limit}`)} {typeof currency === 'string' && currency}
        </Text>
      )}
      {typeof resetsAt === 'string' && (
        <Text size="sm">
          {words.resets} <Time at={resetsAt} />
        </Text>
      )}
      {names.length > 0 && (
        <Text size="sm">
          {words.roles} {names.map((role) => role.replaceAll('_', ' ')).join(', ')}
        </Text>
      )}
    </>
  );
}

/** A count, or an amount of money as decimal text. */
function isFigure(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
