import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectralCore, { type RulesetDefinition } from '@stoplight/spectral-core';
import { oas } from '@stoplight/spectral-rulesets';

const EXAMPLES = 'oas3-valid-media-example';

/** What we use of a rule of Spectral. */
interface Rule {
  readonly then: { readonly function: (value: unknown, ...rest: unknown[]) => unknown };
}

/** Returns what both linters find in an OpenAPI document with all of their recommended rules, one line each. */
export async function lintDocument(document: object): Promise<string[]> {
  const source = JSON.stringify(document);
  return [...(await spectral(source)), ...(await redocly(source))];
}

async function spectral(source: string): Promise<string[]> {
  const linter = new spectralCore.Spectral();
  linter.setRuleset({
    extends: [[oas, 'recommended']],
    rules: { [EXAMPLES]: examplesOnce() },
  } as RulesetDefinition);
  const found = await linter.run(source);
  return found.map((each) => `${each.code} ${each.path.join('/')}: ${each.message}`);
}

/**
 * The rule that examples fit their schema. Spectral compiles the schema anew wherever a shared reply is used: thousands of times in a document
 * with fifty of them. What fits at one place fits at all others.
 */
function examplesOnce(): Rule {
  const { [EXAMPLES]: rule } = oas.rules as unknown as Record<typeof EXAMPLES, Rule>;
  const fitting = new Set<string>();
  const judge = (value: unknown, ...rest: unknown[]) => {
    const text = JSON.stringify(value);
    if (fitting.has(text)) return [];
    const faults = rule.then.function(value, ...rest);
    if (!Array.isArray(faults) || faults.length === 0) fitting.add(text);
    return faults;
  };
  // biome-ignore lint/suspicious/noThenProperty: the name is Spectral's.
  return { ...rule, then: { ...rule.then, function: judge } };
}

async function redocly(source: string): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const found = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  return found.map((each) => `${each.ruleId} ${each.location[0]?.pointer}: ${each.message}`);
}
