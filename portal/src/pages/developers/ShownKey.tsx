import { Text } from '@mantine/core';
import type { RevealedKey } from '@psnb2b/contract';
import { CopyValue, Time } from '@psnb2b/ui';
import classes from './keys.module.css';
import { ShownOnce } from './ShownOnce.tsx';
import { words } from './words.ts';

/** A key, shown only this once, and a call to try it with. */
export function ShownKey({
  revealed,
  onKept,
}: {
  readonly revealed: RevealedKey;
  readonly onKept: () => void;
}) {
  const { expires_at } = revealed.api_key;
  const calls = callsOf(`${location.origin}/api/v1`, revealed);
  return (
    <ShownOnce
      title={words.shownTitle}
      lead={words.shownLead}
      secret={revealed.key}
      what={words.key}
      onKept={onKept}
    >
      {expires_at && (
        <Text size="sm">
          {words.shownUntil} <Time at={expires_at} />.
        </Text>
      )}
      {calls.map(({ title, call }) => (
        <div key={title}>
          <Text size="sm" fw={550} mb={4}>
            {title}
          </Text>
          <div className={`boxed ${classes.secret}`}>
            <code>{call}</code>
            <CopyValue value={call} what={title} />
          </div>
        </div>
      ))}
    </ShownOnce>
  );
}

/** With a test key an order and its codes, as the guide has them; with a live key only what costs nothing. */
function callsOf(api: string, { key, api_key: { mode } }: RevealedKey) {
  const auth = `-H "Authorization: Bearer ${key}"`;
  if (mode === 'live') return [{ title: words.try, call: `curl ${api}/balance ${auth}` }];
  const body = `'{"region":"US","denomination":50,"quantity":1}'`;
  const order = `curl ${api}/orders ${auth} -H "Idempotency-Key: first" -H "Content-Type: application/json" -d ${body}`;
  return [
    { title: words.tryOrder, call: order },
    { title: words.tryCodes, call: `curl ${api}/orders/ORDER_ID/codes ${auth}` },
  ];
}
