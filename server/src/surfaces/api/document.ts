import { documentText } from '../../docs/index.ts';
import { raw } from '../../kit/http/index.ts';
import { onApi } from '../calls.ts';
import type { Parts } from '../parts.ts';

export function documentRoutes({ publicUrl }: Parts) {
  const text = documentText('api', publicUrl);
  const headers = { 'cache-control': 'public, max-age=300' };
  return onApi({ getOpenapi: async () => raw(200, await text(), headers) });
}
