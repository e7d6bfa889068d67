import type { Tone } from '@psnb2b/ui';

/** The colour of a status: 2xx and 3xx are good, 4xx is the caller's to mend, 5xx is ours. */
export function toneOf(status: number): Tone {
  if (status >= 500) return 'bad';
  return status >= 400 ? 'wait' : 'good';
}
