import { Radio, Stack, Text } from '@mantine/core';
import { type ClaimReason, claimEvidence } from '@psnb2b/contract/states';
import { claimWords } from '@psnb2b/ui';
import type { ReactNode } from 'react';
import classes from './claims.module.css';
import { fileWords as words } from './words.ts';

/**
 * The reason of the claim, and the evidence that helps most with it.
 * by hand: each reason is shown with its meaning.
 */
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
              label={claimWords.reasons[reason]}
              description={words.reasonHints[reason]}
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
