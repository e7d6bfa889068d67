import { routesOf } from '../kit/http/index.ts';
import type { KeyEntry } from './key-entry.ts';

/** Ties a handler to a call of the partner API. */
export const keyRoute = routesOf<KeyEntry>();
