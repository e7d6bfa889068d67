import { Text } from '@mantine/core';
import type { RevealedKey } from '@psnb2b/contract';
import { CopyValue } from '@psnb2b/ui';
import { t } from '../../text/text.ts';
import classes from './keys.module.css';
import { ShownOnce } from './ShownOnce.tsx';

/** A key, this once, and the call to try it with. */
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
      title={t.keys.shownTitle}
      lead={t.keys.shownLead}
      secret={revealed.key}
      what={t.keys.key}
      onKept={onKept}
    >
      <Text size="sm" fw={550}>
        {t.keys.try}
      </Text>
      <div className={classes.secret}>
        <code>{call}</code>
        <CopyValue value={call} what={t.keys.try} />
      </div>
    </ShownOnce>
  );
}
