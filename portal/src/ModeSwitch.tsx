import { SegmentedControl } from '@mantine/core';
import type { ListState } from '@psnb2b/ui';
import { text } from './text.ts';

/**
 * Live or test: a page shows one of the two, and test has a coloured edge.
 * by hand: it is a filter in the address, not a field that is sent.
 */
export function ModeSwitch({ of }: { readonly of: Pick<ListState<'mode'>, 'filters' | 'set'> }) {
  const mode = of.filters.mode === 'test' ? 'test' : 'live';
  return (
    <SegmentedControl
      size="xs"
      aria-label={text.mode}
      value={mode}
      onChange={(next) => of.set('mode', next === 'test' ? next : null)}
      data={[
        { value: 'live', label: text.modes.live },
        { value: 'test', label: text.modes.test },
      ]}
    />
  );
}
