import { Button, Loader } from '@mantine/core';
import { withUnit } from '@psnb2b/ui';
import { useEffect, useRef, useState } from 'react';
import { client } from '../client.ts';
import type { Pages } from './open-pdf.ts';
import { openShown, type ShownFile } from './open-shown.ts';
import classes from './viewer.module.css';
import { words } from './words.ts';

const ZOOM_MAX = 4;
const ZOOM_STEP = 1.25;

interface Props {
  readonly files: readonly ShownFile[];
  /** The id of the one that is shown. */
  readonly shown: string;
  readonly onMove: (id: string) => void;
  readonly onClose: () => void;
  /** Its first page is on the screen. */
  readonly onSeen: (id: string) => void;
}

/** Looks at files in place, one page at a time, by mouse and keyboard. */
// biome-ignore lint/style/noDefaultExport: loaded lazily.
export default function Viewer({ files, shown, onMove, onClose, onSeen }: Props) {
  const at = files.findIndex(({ id }) => id === shown);
  const file = files[at];
  return file ? (
    <OneFile
      key={file.id}
      file={file}
      place={words.place(at + 1, files.length)}
      move={(by) => {
        const next = files[at + by];
        if (next) onMove(next.id);
      }}
      has={{ previous: at > 0, next: at < files.length - 1 }}
      onClose={onClose}
      onSeen={onSeen}
    />
  ) : null;
}

interface OneProps extends Pick<Props, 'onClose' | 'onSeen'> {
  readonly file: ShownFile;
  readonly place: string;
  readonly has: { readonly previous: boolean; readonly next: boolean };
  readonly move: (by: 1 | -1) => void;
}

function OneFile({ file, place, has, move, onClose, onSeen }: OneProps) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const { pages, fault, setFault } = usePages(file);
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus(), []);
  const turnPage = (by: number) =>
    setPage((now) => Math.min(Math.max(1, now + by), pages?.count ?? 1));
  const zoomBy = (by: number) =>
    setZoom((now) => Math.min(ZOOM_MAX, Math.max(1 / ZOOM_MAX, now * by)));
  const acts: Readonly<Record<string, () => void>> = {
    '+': () => zoomBy(ZOOM_STEP),
    '-': () => zoomBy(1 / ZOOM_STEP),
    0: () => setZoom(1),
    t: () => setTurn((now) => (now + 90) % 360),
    PageDown: () => turnPage(1),
    PageUp: () => turnPage(-1),
    '>': () => move(1),
    '<': () => move(-1),
    Escape: onClose,
  };
  return (
    <section
      ref={region}
      aria-label={words.viewer(file.name)}
      className={classes.viewer}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys work while it has the focus.
      tabIndex={0}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const act = acts[event.key];
        if (!act) return;
        event.preventDefault();
        event.stopPropagation();
        act();
      }}
    >
      <header className={classes.bar}>
        <span className={classes.name}>
          <b className="breaks">{file.name}</b> <span className="quiet">{place}</span>
        </span>
        <Tool of={words.previousFile} sign="‹" off={!has.previous} act={() => move(-1)} />
        <Tool of={words.nextFile} sign="›" off={!has.next} act={() => move(1)} />
        <Tool of={words.smaller} sign="−" act={acts['-']} />
        <Tool of={words.fit} sign={withUnit(Math.round(zoom * 100), '%')} act={acts[0]} />
        <Tool of={words.larger} sign="+" act={acts['+']} />
        <Tool of={words.turn} sign="↻" act={acts.t} />
        <Button size="compact-sm" variant="default" component="a" href={file.url} download>
          {words.download}
        </Button>
        <Tool of={words.close} sign="×" act={onClose} />
      </header>
      {pages && pages.count > 1 && (
        <div className={classes.bar}>
          <Tool of={words.previousPage} sign="‹" off={page === 1} act={acts.PageUp} />
          <span role="status">{words.page(page, pages.count)}</span>
          <Tool of={words.nextPage} sign="›" off={page === pages.count} act={acts.PageDown} />
        </div>
      )}
      {fault !== null && (
        <div className={classes.fault} role="alert">
          <b>{words.notShown}</b> <span>{fault}</span>
        </div>
      )}
      {fault === null && !pages && (
        <div className={classes.fault} role="status">
          <Loader size="sm" aria-hidden /> {words.opening}
        </div>
      )}
      {fault === null && pages && (
        <Picture
          pages={pages}
          page={page}
          view={{ zoom, turn }}
          label={words.picture(file.name, page, pages.count)}
          onDrawn={() => page === 1 && onSeen(file.id)}
          onFault={setFault}
        />
      )}
    </section>
  );
}

function Tool(props: {
  readonly of: string;
  readonly sign: string;
  readonly off?: boolean;
  readonly act: (() => void) | undefined;
}) {
  const { of, sign, off = false, act } = props;
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={of}
      title={of}
      disabled={off}
      onClick={() => act?.()}
    >
      {sign}
    </Button>
  );
}

/** Why it is not shown, in a sentence: the server's, or ours. */
function whyOf(error: unknown): string {
  return (error instanceof Error && error.message) || words.unreadable;
}

function usePages({ shownUrl }: ShownFile) {
  const [pages, setPages] = useState<Pages | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    let opened: Pages | null = null;
    const gone = new AbortController();
    const { signal } = gone;
    openShown({ shownUrl }, { headers: client.headers, signal }).then(
      (found) => {
        if (signal.aborted) return found.close();
        opened = found;
        setPages(found);
      },
      (error: unknown) => {
        if (!signal.aborted) setFault(whyOf(error));
      },
    );
    return () => {
      gone.abort();
      opened?.close();
    };
  }, [shownUrl]);
  return { pages, fault, setFault };
}

function Picture(props: {
  readonly pages: Pages;
  readonly page: number;
  readonly view: { readonly zoom: number; readonly turn: number };
  readonly label: string;
  readonly onDrawn: () => void;
  readonly onFault: (why: string) => void;
}) {
  const { pages, page, view, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    let isGone = false;
    pages.draw(page).then(
      (drawn) => {
        if (isGone) return;
        setPicture(drawn);
        latest.current.onDrawn();
      },
      (error: unknown) => !isGone && latest.current.onFault(whyOf(error)),
    );
    return () => {
      isGone = true;
    };
  }, [pages, page]);
  useEffect(() => {
    if (canvas.current && picture) paint(canvas.current, picture, view.turn);
  }, [picture, view.turn]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
    <div className={classes.sheet} tabIndex={0}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        className={classes.picture}
        style={{ width: `${view.zoom * 100}%` }}
      />
    </div>
  );
}

function paint(canvas: HTMLCanvasElement, picture: ImageBitmap, turn: number): void {
  const isAcross = turn % 180 !== 0;
  canvas.width = isAcross ? picture.height : picture.width;
  canvas.height = isAcross ? picture.width : picture.height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate((turn * Math.PI) / 180);
  context.drawImage(picture, -picture.width / 2, -picture.height / 2);
}
