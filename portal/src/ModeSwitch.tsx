import type { ListState } from '@psnb2b/ui';
import { useId } from 'react';
import classes from './mode-switch.module.css';
import { text } from './text.ts';

/**
 * Live or test: a page shows one of the two, and test has a coloured edge. It looks like Mantine's control, which measures the page as soon as
 * it is drawn and so delays all of it.
 * by hand: it is a filter in the address, not a field that is sent.
 */
export function ModeSwitch({ of }: { readonly of: Pick<ListState<'mode'>, 'filters' | 'set'> }) {
  const mode = of.filters.mode === 'test' ? 'test' : 'live';
  const name = useId();
  return (
    <div role="radiogroup" aria-label={text.mode} className={classes.modes}>
      <span className={classes.chosen} />
      {(['live', 'test'] as const).map((each) => (
        <div key={each} className={classes.mode}>
          <input
            type="radio"
            id={`${name}-${each}`}
            name={name}
            value={each}
            checked={each === mode}
            onChange={() => of.set('mode', each === 'test' ? each : null)}
          />
          <label htmlFor={`${name}-${each}`}>{text.modes[each]}</label>
        </div>
      ))}
    </div>
  );
}
