export { compute, type Task, task } from './compute.ts';
export { ComputePool } from './compute-pool.ts';
