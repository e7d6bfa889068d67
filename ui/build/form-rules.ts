import type { WebApp } from '@psnb2b/contract';
import { proofsOf, rulesOf } from '@psnb2b/contract/rules';
import type { Plugin } from 'vite';

const NAME = 'virtual:form-rules';

/**
 * Provides `virtual:form-rules`: the shapes of the bodies that an app's API accepts, read from the contract when the
 * app is built, and what the calls that require a proof do, in words. Small, and without the schemas' documentation.
 */
export function formRules(webApp: WebApp): Plugin {
  return {
    name: 'psnb2b-form-rules',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: (id) =>
      id === `\0${NAME}`
        ? `export const rules = ${JSON.stringify(rulesOf(webApp))};\nexport const proofs = ${JSON.stringify(proofsOf(webApp))};`
        : null,
  };
}
