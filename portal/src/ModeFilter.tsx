import { ChoiceFilter, type ListState } from '@psnb2b/ui';
import { text } from './text.ts';

/** Live or test: a list always shows one of the two. */
export function ModeFilter({ of }: { readonly of: Pick<ListState<'mode'>, 'filters' | 'set'> }) {
  return (
    <ChoiceFilter of={of} name="mode" label={text.mode} fallback="live" choices={text.modes} />
  );
}
