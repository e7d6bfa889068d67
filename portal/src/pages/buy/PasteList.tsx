import { Button, FileButton, Modal, Textarea } from '@mantine/core';
import type { Inventory } from '@psnb2b/contract';
import { groupDigits } from '@psnb2b/ui';
import { useRef, useState } from 'react';
import classes from './buy.module.css';
import { type DraftLine, lineOf } from './draft.ts';
import { type ParsedList, parseLines } from './parse-lines.ts';
import { words } from './words.ts';

interface Props {
  readonly stock: Inventory;
  readonly isLocked: boolean;
  readonly onAdd: (lines: readonly DraftLine[]) => void;
}

/**
 * A pasted list or a file, shown line by line with what is wrong, and corrected in the text.
 * by hand: nothing is sent; the lines go into the purchase.
 */
export function PasteList(props: Props) {
  const [open, setOpen] = useState(false);
  // Lines that are left to correct are still there when the list is opened again.
  const [text, setText] = useState('');
  return (
    <>
      <Button size="xs" variant="default" disabled={props.isLocked} onClick={() => setOpen(true)}>
        {words.paste}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={words.paste} size="lg">
        {open && <Paste {...props} {...{ text, setText }} onClose={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

interface PasteProps extends Props {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly onClose: () => void;
}

/** by hand: the text is read in the browser and sent nowhere. Good lines can be added without the others, which stay to be corrected. */
function Paste({ stock, isLocked, onAdd, text, setText, onClose }: PasteProps) {
  const [isFile, setIsFile] = useState(false);
  const [added, setAdded] = useState(0);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = parseLines(text, stock);
  const lines = list.refused === null ? list.lines : [];
  const good = lines.filter(({ fault }) => fault === null);
  const bad = lines.filter(({ fault }) => fault !== null);
  const add = () => {
    onAdd(good.flatMap(({ item, quantity }) => (item ? [lineOf(item, quantity)] : [])));
    setText(bad.map((line) => line.text).join('\n'));
    if (bad.length === 0) return onClose();
    setAdded(added + good.length);
    setIsFile(false);
    field.current?.focus();
  };
  return (
    <div className={classes.stack}>
      <p className="quiet">{words.pasteLead}</p>
      <Textarea
        ref={field}
        label={words.pasteLabel}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setIsFile(false);
        }}
        autosize
        minRows={5}
        maxRows={12}
        classNames={{ input: 'mono' }}
        data-autofocus
      />
      <FileButton
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChange={async (file) => {
          if (file === null) return;
          setText(await file.text());
          setIsFile(true);
        }}
      >
        {(button) => (
          <Button {...button} size="xs" variant="default" className={classes.open ?? ''}>
            {words.pasteFile}
          </Button>
        )}
      </FileButton>
      {added > 0 && <p role="status">{words.added(added, bad.length)}</p>}
      <Preview list={list} isFile={isFile} isBlank={text === ''} />
      <Button onClick={add} disabled={good.length === 0 || isLocked}>
        {bad.length === 0 ? words.add(good.length) : words.addGood(good.length)}
      </Button>
    </div>
  );
}

/** by hand: the rows are the lines of a text, not of a list that the server has. */
function Preview({
  list,
  isFile,
  isBlank,
}: {
  readonly list: ParsedList;
  readonly isFile: boolean;
  readonly isBlank: boolean;
}) {
  if (isBlank && !isFile) return null;
  if (list.refused === 'empty') {
    return <p role="alert">{isFile ? words.emptyFile : words.empty}</p>;
  }
  if (list.refused === 'too_many') return <p role="alert">{words.tooManyLines(list.lines)}</p>;
  const bad = list.lines.filter(({ fault }) => fault !== null).length;
  return (
    <>
      <div className={classes.preview}>
        <table className={classes.products} aria-label={words.paste}>
          <thead>
            <tr>
              <th scope="col">{words.lineNumber}</th>
              <th scope="col">{words.written}</th>
              <th scope="col">{words.reading}</th>
            </tr>
          </thead>
          <tbody>
            {list.lines.map(({ number, text, item, quantity, fault }) => (
              <tr key={number} data-fault={fault !== null}>
                <th scope="row">{number}</th>
                <td className="mono breaks">{text}</td>
                <td>
                  {fault
                    ? words.faults[fault]
                    : item && `${words.productOf(item)} × ${groupDigits(quantity)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p role="status">{words.counts(list.lines.length - bad, bad)}</p>
    </>
  );
}
