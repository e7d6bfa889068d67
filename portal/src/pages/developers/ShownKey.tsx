import { Button, Text } from '@mantine/core';
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
  const { expires_at, mode } = revealed.api_key;
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
      {mode === 'test' && (
        <Button variant="default" onClick={() => openDocs(revealed.key)}>
          {words.useInDocs}
        </Button>
      )}
    </ShownOnce>
  );
}

/** Where the pages of the documentation look for a test key (`server/src/docs/browser/key.js`). */
const DOCS_KEY = 'psnb2b-docs-key';

/** Opens the documentation in a tab of its own, with the key in the storage of that tab alone: a tab begins with a copy of its opener's. */
function openDocs(key: string): void {
  sessionStorage.setItem(DOCS_KEY, key);
  window.open('/docs/quick-start');
  sessionStorage.removeItem(DOCS_KEY);
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
