import type { TSchema } from 'typebox';
import { compileShape, type Shape } from './validate.ts';

/** The shapes of an API's requests. Compiling all of them is 8 % of the work of the server's start, so it happens after it. */
export interface LazyShapes {
  /** Returns a shape that is compiled at its first use, unless `compileAll` did it before. */
  of(schema: TSchema): Shape;
  /** Compiles the shapes that are left, one per turn of the event loop, so that a request waits for one at most. */
  compileAll(): void;
}

export function lazyShapes(): LazyShapes {
  const waiting = new Set<() => Shape>();
  const compileAll = () => {
    const [compile] = waiting;
    if (!compile) return;
    compile();
    setImmediate(compileAll).unref();
  };
  return {
    of(schema) {
      let shape: Shape | null = null;
      const compile = () => {
        waiting.delete(compile);
        shape ??= compileShape(schema);
        return shape;
      };
      waiting.add(compile);
      return (value) => (shape ?? compile())(value);
    },
    compileAll,
  };
}
