import { doorOperations } from '../calls/door-operations.ts';
import type { Door, DoorOperation } from '../kit/door-operation.ts';
import { bareShape, type Shape } from './shape.ts';

/**
 * The shape of every body of a web app's API, by method and path (`POST /sign-up`): the app checks it before it sends anything.
 */
export function rulesOf(door: Door): Record<string, Shape> {
  return Object.fromEntries(
    Object.values<DoorOperation>(doorOperations[door]).flatMap(({ method, path, body }) =>
      body ? [[`${method} ${path}`, bareShape(body)]] : [],
    ),
  );
}
