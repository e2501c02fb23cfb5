import { IconFileTypeCsv } from '@tabler/icons-react';
import { useId, useState, type ChangeEvent, type DragEvent } from 'react';
import admin from '../../admin/admin.module.css';
import { importTexts } from '../../texts/import-texts.js';
import classes from './import.module.css';

interface FileChooserProps {
  /** Name of the file that was chosen before. */
  chosen: string | null;
  /** The list has to be mended: the button says so. */
  again: boolean;
  disabled: boolean;
  onFile: (file: File) => void;
}

/** A place to drop a file on, and a button that opens the files. */
export function FileChooser({ chosen, again, disabled, onFile }: FileChooserProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    // The same file again, mended, is a change as well.
    event.target.value = '';
    if (file) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  };
  return (
    <div
      className={classes.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileTypeCsv size={36} stroke={1.3} aria-hidden />
      <div>
        <p>{chosen ?? importTexts.dropHere}</p>
        <input
          id={id}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          className={classes.fileInput}
          disabled={disabled}
          onChange={choose}
        />
        <label htmlFor={id} className={again || !chosen ? admin.primary : admin.button}>
          {again ? importTexts.chooseAgain : importTexts.choose}
        </label>
      </div>
    </div>
  );
}
