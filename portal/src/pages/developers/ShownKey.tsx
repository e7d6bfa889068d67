import { Text } from '@mantine/core';
import type { RevealedKey } from '@psnb2b/contract';
import { CopyValue } from '@psnb2b/ui';
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
  const call = `curl ${location.origin}/api/v1/balance -H "Authorization: Bearer ${revealed.key}"`;
  return (
    <ShownOnce
      title={words.shownTitle}
      lead={words.shownLead}
      secret={revealed.key}
      what={words.key}
      onKept={onKept}
    >
      <Text size="sm" fw={550}>
        {words.try}
      </Text>
      <div className={`boxed ${classes.secret}`}>
        <code>{call}</code>
        <CopyValue value={call} what={words.try} />
      </div>
    </ShownOnce>
  );
}
