export { Metrics } from './metrics.ts';
export { figuresNotice, mayReadFigures } from './metrics-readers.ts';
