type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The files of one backup while it is written. Nobody takes it for a whole one until it is finished. */
export interface Draft {
  /** Writes one file to its end, by which it is stored for good. */
  write(name: string, pieces: Pieces, bytesExpected: number): Promise<void>;
  /** Makes it a backup; its list must be written by then. Returns how people name it. */
  finish(): Promise<string>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** Where backups are: a folder, or a prefix in a bucket. */
export interface BackupPlace {
  /** The whole path, or `s3://bucket/prefix`, as the schedule and lists have it. */
  readonly name: string;
  /** Refuses a place that cannot have a backup, with what to change. */
  check(): Promise<void>;
  begin(backup: string, bytesExpected: number): Promise<Draft>;
  /** Removes a backup that is whole. */
  remove(backup: string): Promise<void>;
  /** Removes what a killed process left of one. */
  clear(backup: string): Promise<void>;
  /** Creates a new folder for small files. A bucket has none. */
  makeFolder(name: string): Promise<void>;
  /** Writes a small file such as `folder/file` in one step, for good. One that is there is replaced; a folder that is missing is a failure. */
  put(file: string, bytes: Buffer): Promise<void>;
  /** Removes such files; those that are not there are no failure. */
  drop(files: readonly string[]): Promise<void>;
  /** The refusal of an error that the place is the reason of; else the error. */
  explained(error: unknown): unknown;
}

/** One backup, to be read. */
export interface BackupSource {
  readonly name: string;
  /** The first bytes of a file as text, or why there is none. */
  text(file: string): Promise<string>;
  /** In bytes; null if there is no such file. */
  sizeOf(file: string): Promise<number | null>;
  read(file: string): AsyncIterable<Uint8Array>;
}
