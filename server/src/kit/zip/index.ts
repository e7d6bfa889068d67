export { type ZipEntry, zipped } from './zipped.ts';
