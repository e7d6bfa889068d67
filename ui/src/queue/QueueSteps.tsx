import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { text } from '../text/text.ts';
import { groupDigits } from '../value/group-digits.ts';
import classes from './queue.module.css';
import { positionOf, type Step } from './trail.ts';
import type { Queue } from './use-queue.ts';

/** Which row of its list this page is, and the ways to the rows beside it. */
export function QueueSteps({ queue, id }: { readonly queue: Queue; readonly id: string }) {
  const position = positionOf(queue.trail);
  return (
    <span className={classes.steps}>
      <span id={id} className={classes.position}>
        {position && positionText(position)}
      </span>
      <StepButton label={text.queue.previous} shortcut="[" step={queue.previous} go={queue.go}>
        <IconChevronLeft size={16} aria-hidden />
      </StepButton>
      <StepButton label={text.queue.next} shortcut="]" step={queue.next} go={queue.go}>
        <IconChevronRight size={16} aria-hidden />
      </StepButton>
    </span>
  );
}

export function positionText([place, total]: [number, number | null]): string {
  return text.queue.position(
    groupDigits(place),
    total === null ? text.queue.many : groupDigits(total),
  );
}

function StepButton({
  label,
  shortcut,
  step,
  go,
  children,
}: {
  readonly label: string;
  readonly shortcut: string;
  readonly step: Step | null;
  readonly go: Queue['go'];
  readonly children: React.ReactNode;
}) {
  return (
    <ActionIcon
      variant="default"
      size={26}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      disabled={step === null}
      onClick={() => step && go(step)}
    >
      {children}
    </ActionIcon>
  );
}
