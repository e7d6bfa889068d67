import type { UseFormReturnType } from '@mantine/form';
import type { Act } from '../act/use-act.ts';

/** A form whose values become the body of a call. */
export interface CallForm<Values> {
  /** The call: `POST /lots/{lot_id}/recall`. */
  readonly call: string;
  readonly form: UseFormReturnType<Values>;
  readonly act: Act<Values, unknown>;
}
