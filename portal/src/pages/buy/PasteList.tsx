import { Button, FileButton, Modal, Textarea } from '@mantine/core';
import type { Inventory } from '@psnb2b/contract';
import { groupDigits } from '@psnb2b/ui';
import { useState } from 'react';
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
  return (
    <>
      <Button size="xs" variant="default" disabled={props.isLocked} onClick={() => setOpen(true)}>
        {words.paste}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={words.paste} size="lg">
        {open && <Paste {...props} onClose={() => setOpen(false)} />}
      </Modal>
    </>
  );
}

/** by hand: the text is read in the browser and sent nowhere. */
function Paste({ stock, isLocked, onAdd, onClose }: Props & { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [isFile, setIsFile] = useState(false);
  const list = parseLines(text, stock);
  const good = list.refused === null ? list.lines.filter(({ fault }) => fault === null) : [];
  const isReady = list.refused === null && good.length === list.lines.length;
  const add = () => {
    onAdd(good.flatMap(({ item, quantity }) => (item ? [lineOf(item, quantity)] : [])));
    onClose();
  };
  return (
    <div className={classes.stack}>
      <p className="quiet">{words.pasteLead}</p>
      <Textarea
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
      <Preview list={list} isFile={isFile} isBlank={text === ''} />
      <Button onClick={add} disabled={!isReady || isLocked}>
        {words.add(good.length)}
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
