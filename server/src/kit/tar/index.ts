export { readTar, type TarEntry, TarProblem, tarEnd, tarFile } from './tar.ts';
