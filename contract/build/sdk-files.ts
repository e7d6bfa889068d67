import { operations } from '../src/calls/operations.ts';
import { buildOpenapi } from '../src/openapi/document.ts';
import { type Schema, sdkCalls, sdkTypes } from './sdk-types.ts';

const FOLDER = 'sdk/src/generated';

/** The files of the SDK that follow from the contract: it imports nothing of ours. */
export function sdkFiles(): ReadonlyMap<string, string> {
  const { paths, components } = buildOpenapi() as unknown as {
    paths: Record<string, Record<string, unknown>>;
    components: { schemas: Record<string, Schema> };
  };
  const { schemas } = components;
  return new Map([
    ...[...sdkTypes(schemas)].map(([name, text]) => [`${FOLDER}/${name}.ts`, text] as const),
    [`${FOLDER}/calls.ts`, sdkCalls(paths, Object.values(operations), Object.keys(schemas))],
  ]);
}
