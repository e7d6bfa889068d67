const SENTENCES: Readonly<Record<string, (folder: string) => string>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  EACCES: closed,
  EPERM: closed,
  EROFS: (folder) =>
    `${folder} is on a disk that is read-only; mount it for writing, or name another folder.`,
  EEXIST: (folder) => `${folder} has a backup of this second already; run the command again.`,
  ENOSPC: full,
  EDQUOT: full,
  EFBIG: (folder) =>
    `${folder} takes no file of this size; use another file system, or raise the limit of this user.`,
  EIO: (folder) =>
    `The disk of ${folder} reports an error; look at the system log, and use another disk.`,
};

/** Says why files could not be written to a folder, and what to change; null if the error is not about a disk. What was begun is removed by the caller. */
export function whyNotWritten(folder: string, error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error)) return null;
  return SENTENCES[String(error.code)]?.(folder) ?? null;
}

function missing(folder: string): string {
  return `There is no folder ${folder}; create it, or mount the disk that has it.`;
}

function closed(folder: string): string {
  return `This user may not write to ${folder}; change the permissions of the folder.`;
}

function full(folder: string): string {
  return `The disk of ${folder} is full; free some space, or name a folder on another disk. What was written is removed again.`;
}
