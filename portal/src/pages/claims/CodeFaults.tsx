import { Button } from '@mantine/core';
import type { Failure } from '@psnb2b/ui';
import { codesOf, type Fields, linesOf } from './claim-form.ts';
import classes from './claims.module.css';
import { Sentence } from './Sentence.tsx';
import { fileWords as words } from './words.ts';

const POINTER = /^\/codes\/(\d+)$/;

/** The codes that prevent a claim, each with the reason, and the way to continue without them. */
export function CodeFaults({
  failure,
  sent,
  onLeaveOut,
}: {
  readonly failure: Failure;
  /** The form as it was refused. */
  readonly sent: Fields;
  readonly onLeaveOut: (faulty: ReadonlySet<string>) => void;
}) {
  const codes = codesOf(sent);
  const faults = failure.fields.flatMap(({ pointer, detail }) => {
    const index = POINTER.exec(pointer)?.[1];
    return index === undefined ? [] : [{ index: Number(index), detail }];
  });
  if (faults.length === 0) return null;
  return (
    <div role="alert">
      <ul className={classes.faults}>
        {faults.map(({ index, detail }) => (
          <li key={index}>
            <strong>{nameOf(sent, index)}</strong> <Sentence text={detail} />
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        size="xs"
        mt="xs"
        onClick={() => onLeaveOut(new Set(faults.map(({ index }) => codes[index] ?? '')))}
      >
        {words.leaveOut(faults.length)}
      </Button>
    </div>
  );
}

/** A pasted line may contain a code in the clear, which is not repeated. */
function nameOf(fields: Fields, index: number): string {
  const text = codesOf(fields)[index] ?? '';
  if (fields.way === 'list') return text;
  const line = words.line(linesOf(fields.pasted)[index]?.number ?? index + 1);
  return text.startsWith('cod_') ? `${line} (${text}):` : `${line}:`;
}
