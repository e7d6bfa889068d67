import { describe, expect, test } from 'vitest';
import { type Rule, readSources, type Source } from './source.ts';

/** A rule, violations that it must find, and text in which it must find nothing. */
export interface Planted {
  readonly rule: Rule;
  readonly plants: readonly (readonly Source[])[];
  readonly fine?: readonly Source[];
}

export const file = (path: string, text: string): Source => ({ path, text });

/** Runs each rule on all sources, where it must find nothing, and on planted violations, which it must find. */
export function tryRules(rules: Readonly<Record<string, Planted>>): void {
  const sources = readSources();
  describe.each(Object.entries(rules))('%s', (_name, { rule, plants, fine }) => {
    test('in this repository', () => {
      expect(rule(sources)).toEqual([]);
    });

    test.each(plants.map((planted) => ({ planted })))('catches $planted', ({ planted }) => {
      expect(rule(planted)).toHaveLength(1);
    });

    test('leaves alone what is right', () => {
      expect(rule(fine ?? [])).toEqual([]);
    });
  });
}
