import { Button, Checkbox } from '@mantine/core';
import type { Order } from '@psnb2b/contract';
import { claimCodesMax, revealCodesMax } from '@psnb2b/contract/states';
import { ActButton, say, useGo } from '@psnb2b/ui';
import { useMe } from '@psnb2b/ui/account';
import { at } from '@psnb2b/ui/pages';
import { to } from '../../pages.ts';
import { CodesFile } from './CodesFile.tsx';
import { canBeShown, type NumberedCode } from './codes-in-order.ts';
import classes from './orders.module.css';
import { ReturnCodes } from './ReturnCodes.tsx';
import type { useReveal } from './use-reveal.ts';
import type { ShownCodes } from './use-shown-codes.ts';
import { codeWords as words } from './words.ts';

interface Props {
  readonly order: Order;
  readonly all: readonly NumberedCode[];
  readonly page: readonly NumberedCode[];
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ids: readonly string[]) => void;
  readonly shown: ShownCodes;
  readonly hide: () => void;
  readonly reveal: ReturnType<typeof useReveal>;
}

/**
 * What can be done with the ticked codes, or with this page of them if none is ticked.
 * by hand: one box chooses the rows of a page.
 */
export function CodeActs({ order, all, page, ticked, onTick, shown, hide, reveal }: Props) {
  const go = useGo();
  const may = useMe().may;
  const chosen = all.filter(({ id }) => ticked.has(id));
  const here = page.filter(canBeShown);
  const target = (chosen.length > 0 ? chosen : here).map(({ id }) => id);
  const isPageTicked = here.length > 0 && here.every(({ id }) => ticked.has(id));
  const copy = async () => {
    const texts = all.flatMap(({ id }) => shown.get(id)?.sealed ?? shown.get(id)?.code ?? []);
    await navigator.clipboard.writeText(texts.join('\n'));
    say(words.copied(texts.length));
  };
  const onClaim = () =>
    go(at(to.newClaim, { order: order.id }), { codes: chosen.map(({ id }) => id) });
  return (
    <>
      <div className={classes.bar}>
        <Checkbox
          label={chosen.length > 0 ? words.ticked(chosen.length) : words.tickPage}
          checked={isPageTicked}
          indeterminate={!isPageTicked && chosen.length > 0}
          onChange={() => onTick(chosen.length > 0 ? [] : here.map(({ id }) => id))}
        />
        <span className={classes.space} />
        <ActButton
          size="xs"
          loading={reveal.act.busy}
          {...limit(target.length, revealCodesMax)}
          onClick={() => reveal.ask(target)}
        >
          {words.reveal(target.length)}
        </ActButton>
        <CodesFile order={order} ids={chosen.map(({ id }) => id)} />
        {may.includes('returnCodes') && (
          <ReturnCodes order={order} codes={chosen} all={all} onTick={onTick} />
        )}
        {may.includes('createClaim') && (
          <ActButton
            size="xs"
            variant="default"
            {...limit(chosen.length, claimCodesMax)}
            onClick={onClaim}
          >
            {chosen.length > 0 ? words.claim(chosen.length) : words.claimSome}
          </ActButton>
        )}
      </div>
      <div role="status">
        {shown.size > 0 && (
          <div className={classes.bar}>
            <span className={classes.count}>{words.hiddenSoon}</span>
            <Button size="xs" variant="default" onClick={copy}>
              {words.copyAll(shown.size)}
            </Button>
            <Button size="xs" variant="default" onClick={hide}>
              {words.hide}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

function limit(count: number, max: number) {
  return count > max ? { allowed: { can: false, why: words.tooMany(max) } as const } : {};
}
