import type { OrderCreate, PurchaseCreate } from '@psnb2b/contract';
import type { By } from '../kit/by.ts';
import type { TenantRef } from '../kit/tenant-ref.ts';

/** What a person sends to buy, under which id. */
export interface Sending {
  readonly tenant: TenantRef;
  readonly partnerId: string;
  readonly userId: string;
  readonly purchaseId: string;
  readonly lines: readonly { readonly key: string; readonly asked: OrderCreate }[];
  /** Keys of lines that its sender knows of, beside these. */
  readonly knownKeys: readonly string[];
  readonly by: By & Required<Pick<By, 'requestId'>>;
}

/** A line that was recorded and has bought nothing yet. */
export interface OpenLine {
  readonly line: number;
  readonly key: string;
  readonly asked: OrderCreate;
}

/**
 * The orders of a call: how they are paid and filled is said once for all of them, and so is the buyer's own number, which stands for
 * the whole purchase here.
 */
export function linesOf({
  lines,
  reference,
  payment,
  hold_seconds,
  fill,
  wait_seconds,
}: PurchaseCreate) {
  const terms = {
    ...(reference !== undefined && { reference }),
    ...(payment !== undefined && { payment }),
    ...(hold_seconds !== undefined && { hold_seconds }),
    ...(fill !== undefined && { fill }),
    ...(wait_seconds !== undefined && { wait_seconds }),
  };
  return lines.map(({ key, ...line }) => ({ key, asked: { ...line, ...terms } }));
}

/** The order of a line. A number belongs to one order for ever, so that of the purchase is followed by that of the line. */
export function orderOf({ line, asked }: Pick<OpenLine, 'line' | 'asked'>): OrderCreate {
  const { reference } = asked;
  return reference === undefined ? asked : { ...asked, reference: `${reference}/${line}` };
}
