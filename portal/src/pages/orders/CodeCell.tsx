import { Checkbox } from '@mantine/core';
import type { OrderCode } from '@psnb2b/contract';
import { CopyId, CopyValue, groupDigits } from '@psnb2b/ui';
import { canBeShown, type NumberedCode } from './codes-in-order.ts';
import classes from './orders.module.css';
import { codeWords as words } from './words.ts';

/**
 * A code: hidden, or as it was read; its tick, number and id.
 * by hand: a row is chosen by its box.
 */
export function CodeCell({
  code,
  shown,
  ticked,
  onTick,
}: {
  readonly code: NumberedCode;
  readonly shown: OrderCode | undefined;
  readonly ticked: boolean;
  /** Absent for those who may do nothing with a code. */
  readonly onTick: (() => void) | undefined;
}) {
  const { id, number, replaces } = code;
  return (
    <div className={classes.code} data-replacement={replaces !== null}>
      {onTick && <Checkbox aria-label={words.tick(number)} checked={ticked} onChange={onTick} />}
      <span className="quiet">{groupDigits(number)}</span>
      <div className={classes.codeText}>
        {shown ? (
          <Text code={shown} />
        ) : !canBeShown(code) ? (
          <span className="quiet">{code.read ? words.notYours : words.neverShown}</span>
        ) : (
          <span className={classes.hidden} role="img" aria-label={words.hidden}>
            •••• •••• ••••
          </span>
        )}
        <div className="quiet">
          <CopyId id={id} what={words.id} short />
          {replaces !== null && ` ${words.replacement}`}
        </div>
      </div>
    </div>
  );
}

function Text({ code: { code, sealed, serial } }: { readonly code: OrderCode }) {
  const text = sealed ?? code ?? null;
  if (text === null) return <span className="quiet">{words.neverShown}</span>;
  return (
    <>
      <span className={classes.shown}>
        <span className={sealed ? classes.sealed : 'mono breaks'}>{text}</span>
        <CopyValue value={text} what={sealed ? words.sealedText : words.code} />
      </span>
      {sealed && <div className="quiet">{words.sealed}</div>}
      {serial && (
        <div className="quiet">
          {words.serial} {serial}
        </div>
      )}
    </>
  );
}
