import type { TObject } from 'typebox';
import { testErrorHeader, testErrorNames, testErrors } from '../errors/on-demand.ts';
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

/** What a call may ask for: the outcome of one that changes nothing is never unknown. */
const errorsFor = (changes: boolean) =>
  testErrorNames.filter((name) => changes || name !== 'outcome_unknown');

function testErrorParameter(changes: boolean): Json {
  const names = errorsFor(changes);
  return {
    name: testErrorHeader,
    in: 'header',
    required: false,
    description:
      `Test keys only: asks for an error that is hard to provoke; a live key with it is refused. ` +
      `${names.map((name) => `\`${name}\`: ${testErrors[name]}`).join('. ')}.`,
    schema: { type: 'string', enum: names },
  };
}

/** Of every call with a key. */
export const testErrorParameters: Readonly<Record<string, Json>> = {
  TestErrorOfChange: testErrorParameter(true),
  TestErrorOfRead: testErrorParameter(false),
};

/** Returns the reference to the parameter of an operation that takes a key. */
export function testErrorReference({ method }: { readonly method: string }): Json {
  const name = method === 'GET' ? 'TestErrorOfRead' : 'TestErrorOfChange';
  return { $ref: `#/components/parameters/${name}` };
}

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
