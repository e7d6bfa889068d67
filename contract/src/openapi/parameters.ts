import type { TObject } from 'typebox';
import { idempotencyKeyPattern } from '../kit/limits.ts';
import type { Json } from './components.ts';

/** The parameter of every POST. */
export const idempotencyKeyParameter: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes a retry safe: the same key and request have one effect, whatever is lost on the way. Stored for 30 days, and ' +
    'used up by success only. Strongly advised.',
  schema: { type: 'string', pattern: idempotencyKeyPattern, minLength: 1, maxLength: 255 },
  example: '6f1d3c52-5a34-4b0c-9a53-0f0f3b1c9a10',
};

function parametersIn(place: 'path' | 'query' | 'header', shape: TObject | undefined): Json[] {
  if (shape === undefined) return [];
  const required = new Set(shape.required ?? []);
  return Object.entries(shape.properties).map(([name, property]) => {
    const { description, examples, ...schema } = property as Json & { examples?: unknown[] };
    return {
      name,
      in: place,
      required: required.has(name),
      description,
      schema,
      ...(examples === undefined ? {} : { example: examples[0] }),
    };
  });
}

interface Parameters {
  readonly params?: TObject;
  readonly query?: TObject;
  readonly headers?: TObject;
}

/** All parameters of an operation, in the order path, query, header. */
export function parametersOf(operation: Parameters, takesIdempotencyKey: boolean): Json[] {
  return [
    ...parametersIn('path', operation.params),
    ...parametersIn('query', operation.query),
    ...parametersIn('header', operation.headers),
    ...(takesIdempotencyKey ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
  ];
}
