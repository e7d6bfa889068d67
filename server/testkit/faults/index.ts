export type { Loss } from './cluster-pair.ts';
export type { Check } from './judge.ts';
export { MUTANTS, type Mutant, type Mutated, mutate } from './mutants.ts';
export {
  BACK_MS,
  type Back,
  type FaultsOptions,
  type FaultsReport,
  runFaults,
} from './run-faults.ts';
export { FAULTS, type Fault } from './strike.ts';
