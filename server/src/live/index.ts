export { Live } from './live.ts';
export type { LiveStream } from './live-stream.ts';
