import type { By } from '../../kit/by.ts';

/** Who acts, with the reason that the body of the call has, if it has one. */
export function byWithReason<Who extends By>({
  by,
  body,
}: {
  readonly by: Who;
  readonly body: { readonly reason?: string };
}): Who {
  return body.reason === undefined ? by : { ...by, reason: body.reason };
}
