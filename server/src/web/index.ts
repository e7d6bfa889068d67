export { createHealthServer, type Loops, mountHealth } from './health.ts';
export { createMetricsServer, mountOwnMetrics } from './metrics.ts';
export { mountPages } from './pages.ts';
export { mountWellKnown } from './well-known.ts';
