import { RecordReader } from '@psnb2b/contract/states';
import { take } from '@psnb2b/ui';
import { api } from '../../client.ts';

/** Reads the lines of all refused rows of a lot, however many there are, in the order of the file. */
export async function readRefusedLines(lotId: string): Promise<number[]> {
  const params = { path: { lot_id: lotId }, query: { raw: true } };
  const text = await take(api.GET('/lots/{lot_id}/rejects/export', { params, parseAs: 'text' }));
  const [, ...records] = new RecordReader(',').push(String(text), true);
  return records.map(({ fields }) => Number(fields?.[0]));
}
