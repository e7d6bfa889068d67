import { readFileSync } from 'node:fs';

/** A certificate with its chain, and its private key, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Reads both files; throws the error of the file system. */
export function readCertificate(files: {
  readonly certFile: string;
  readonly keyFile: string;
}): Certificate {
  return {
    cert: readFileSync(files.certFile, 'utf8'),
    key: readFileSync(files.keyFile, 'utf8'),
  };
}
