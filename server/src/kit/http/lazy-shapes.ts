import type { TSchema } from 'typebox';
import { compileShape, type Shape } from './validate.ts';

/** The shapes of an API's requests. Compiling those of all APIs is as much work as the rest of a server's start, so none of it is part of the start. */
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
