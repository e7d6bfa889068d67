export { readTar, type TarEntry, TarProblem, tarEnd, tarFile, withoutTarEnd } from './tar.ts';
