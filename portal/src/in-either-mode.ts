import { toFailure } from '@psnb2b/ui';

/** An id does not show its mode: what is not found in live mode is looked up in test mode. */
export async function inEitherMode<Data>(
  look: (mode: 'live' | 'test') => Promise<Data>,
): Promise<Data> {
  try {
    return await look('live');
  } catch (error) {
    if (toFailure(error).status !== 404) throw error;
    return look('test');
  }
}
