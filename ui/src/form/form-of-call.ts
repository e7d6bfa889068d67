import type { UseFormReturnType } from '@mantine/form';
import type { Act } from '../act/use-act.ts';

/** A form whose values become the body of a call. */
export interface CallForm<Values> {
  /** The call: `POST /lots/{lot_id}/recall`. */
  readonly call: string;
  readonly form: UseFormReturnType<Values>;
  readonly act: Act<Values, unknown>;
}

/** A body while it is typed: any text may be empty, and any number half typed. */
export type Draft<Body> = unknown extends Body
  ? Body
  : Body extends string
    ? Body | ''
    : Body extends number
      ? number | string
      : Body extends boolean | null | undefined
        ? Body
        : Body extends readonly (infer Each)[]
          ? Draft<Each>[]
          : { [Name in keyof Body]: Draft<Body[Name]> };

/** The members of values and, of those with parts, their parts: `address.city`, `owners.0.name`. */
export type FieldName<Values> = {
  [Name in keyof Values & string]: NonNullable<Values[Name]> extends readonly (infer Each)[]
    ? Name | (Each extends object ? `${Name}.${number}.${keyof Each & string}` : never)
    : NonNullable<Values[Name]> extends object
      ? Name | `${Name}.${keyof NonNullable<Values[Name]> & string}`
      : Name;
}[keyof Values & string];
