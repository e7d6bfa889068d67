import { ActionIcon, Loader } from '@mantine/core';
import { IconFile, IconUpload, IconX } from '@tabler/icons-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { type Failure, toFailure } from '../http/failure.ts';
import type { OnProgress } from '../http/upload.ts';
import { FailureNote } from '../state/FailureNote.tsx';
import { text } from '../text/text.ts';
import classes from './form.module.css';

const BYTES_MAX = 10 * 1024 * 1024;
const PICTURES = '.jpg,.jpeg,.png,.webp,image/jpeg,image/png,image/webp';
const TABLES = '.csv,.tsv,.txt,text/csv,text/plain';
const ACCEPTED = `.pdf,application/pdf,${PICTURES}`;

export interface DroppedFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
}

interface Props {
  readonly label: string;
  readonly send: (file: File, onProgress: OnProgress) => Promise<DroppedFile>;
  /** Files that are sent already and shown below; without it the caller shows them. */
  readonly files?: readonly DroppedFile[];
  readonly onAdd: (file: DroppedFile) => void;
  readonly onRemove?: (file: DroppedFile) => void;
  readonly filesMax?: number;
  /** What is taken, in words, if it is only pictures. */
  readonly pictures?: string;
  /** What is taken, if it is neither picture nor document. */
  readonly tables?: {
    readonly words: string;
    readonly bytesMax: number;
    readonly tooLarge: string;
    /** By default files of tables. */
    readonly accept?: string;
  };
}

/** A file that is being sent, and how much of it was sent. */
interface Sending {
  readonly name: string;
  readonly sent: number;
}

/** Accepts files by drop or by choice, and sends each at once. The server checks them. */
export function FileDrop({
  label,
  send,
  files = [],
  onAdd,
  onRemove,
  filesMax = 10,
  pictures,
  tables,
}: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState<Sending | null>(null);
  const [problem, setProblem] = useState<Failure | string | null>(null);
  const take = async (list: FileList | null) => {
    setProblem(null);
    for (const file of [...(list ?? [])].slice(0, filesMax - files.length)) {
      if (file.size > (tables?.bytesMax ?? BYTES_MAX)) {
        setProblem(tables?.tooLarge ?? text.file.tooLarge(file.name));
        continue;
      }
      const { name } = file;
      setBusy({ name, sent: 0 });
      try {
        onAdd(await send(file, (sent) => setBusy({ name, sent })));
      } catch (error) {
        setProblem(toFailure(error));
      }
    }
    setBusy(null);
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div className={classes.drop}>
      <label
        htmlFor={id}
        className={classes.dropZone}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {busy ? <Loader size={16} /> : <IconUpload size={16} aria-hidden />}
        <span>
          <span className={classes.dropLabel}>{label}</span>
          <span className={classes.dropHint}>
            {busy
              ? wordsFor(busy)
              : `${text.file.drop}. ${tables?.words ?? pictures ?? text.file.allowed}.`}
          </span>
          {busy && (
            <progress className={classes.progress} value={busy.sent} aria-label={wordsFor(busy)} />
          )}
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          accept={tables ? (tables.accept ?? TABLES) : pictures === undefined ? ACCEPTED : PICTURES}
          multiple={filesMax > 1}
          disabled={busy !== null || files.length >= filesMax}
          className={classes.dropInput}
          onChange={(event) => take(event.currentTarget.files)}
        />
      </label>
      {typeof problem === 'string' && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
      {problem !== null && typeof problem !== 'string' && <FailureNote failure={problem} />}
      {files.map((file) => (
        <div key={file.id} className={classes.file}>
          <IconFile size={16} aria-hidden />
          <span className={classes.fileName}>{file.name}</span>
          <span className={classes.fileSize}>{text.bytes(file.size)}</span>
          {onRemove && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={text.file.remove(file.name)}
              onClick={() => onRemove(file)}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </div>
      ))}
    </div>
  );
}

/** Once all of it was sent, the server checks it. */
function wordsFor({ name, sent }: Sending): string {
  return sent < 1 ? text.file.uploading(name) : text.file.checking(name);
}
