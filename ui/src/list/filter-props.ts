import type { ListState } from './use-list-state.ts';

/** What every filter of a list gets. */
export interface FilterProps<Name extends string> {
  /** The list, which keeps its filters in the address. */
  readonly of: Pick<ListState<Name>, 'filters' | 'set'>;
  readonly name: Name;
  readonly label: string;
}
