import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The package's own script. */
export const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/**
 * axe is compiled for old browsers, where what a class hides lies in tables beside its objects: it makes seven of them for each colour, and
 * the garbage collector visits each. Beside a node they stay tables, because axe keeps one for each run.
 */
const BESIDE = `class extends WeakMap {
  #name = Symbol();
  has(of) { return of instanceof Node ? super.has(of) : Object.hasOwn(of, this.#name); }
  get(of) { return of instanceof Node ? super.get(of) : of[this.#name]; }
  set(of, value) {
    if (of instanceof Node) return super.set(of, value);
    of[this.#name] = value;
    return this;
  }
  add(of) { return this.set(of, true); }
}`;

/** axe reads the colours of each text anew, though a page has few. */
const COLOURS = `{
  const { prototype } = axe.commons.color.Color;
  const { parseString } = prototype;
  const known = new Map();
  prototype.parseString = function (text) {
    if (!known.has(text)) known.set(text, parseString.call(new axe.commons.color.Color(0, 0, 0), text));
    const { r, g, b, alpha } = known.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };
}`;

let source: Promise<string> | undefined;

/** Returns a script that defines `axe` in a page: it finds what the package finds, in less time. */
export function axeSource(): Promise<string> {
  source ??= readFile(AXE, 'utf8').then((axe) => {
    const inside = `const Beside = ${BESIDE};\n((WeakMap, WeakSet) => {\n${axe}\n})(Beside, Beside);`;
    return `{\n${inside}\n${COLOURS}\n}`;
  });
  return source;
}
