import { Radio, Stack, Text } from '@mantine/core';
import { type ClaimReason, claimEvidence } from '@psnb2b/contract/states';
import type { ReactNode } from 'react';
import { t } from '../../text/text.ts';
import classes from './claims.module.css';

const words = t.claims.file;

/** Why, and what of that reason settles the claim soonest. */
export function ReasonChoice({
  reasons,
  value,
  error,
  ...rest
}: {
  readonly reasons: readonly ClaimReason[];
  readonly value?: ClaimReason | null;
  readonly error?: ReactNode;
  readonly onChange?: (value: string) => void;
}) {
  return (
    <Stack gap="sm">
      <Radio.Group label={words.why} value={value ?? null} error={error} {...rest}>
        <Stack gap="xs" mt="xs">
          {reasons.map((reason) => (
            <Radio
              key={reason}
              value={reason}
              label={t.claims.reasons[reason]}
              description={t.claims.reasonHints[reason]}
            />
          ))}
        </Stack>
      </Radio.Group>
      {value && (
        <div>
          <Text size="sm" fw={500}>
            {words.evidence}
          </Text>
          <ul className={classes.plain}>
            {claimEvidence[value].map(({ item, detail }) => (
              <li key={item}>{detail}</li>
            ))}
          </ul>
          <div className={classes.quiet}>{words.evidenceHint}</div>
        </div>
      )}
    </Stack>
  );
}
