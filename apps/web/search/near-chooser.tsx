import { IconX } from '@tabler/icons-react';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { findTexts } from '../texts/find-texts.js';
import { placesToChoose, type Near } from './near.js';
import classes from './near-chooser.module.css';
import { useAllFloors } from './use-all-floors.js';

/** At most so many places are listed; a part of the name finds the others. */
const shown = 60;

interface NearChooserProps {
  from: Near | null;
  onChoose: (near: Near | null) => void;
  onClose: () => void;
}

/** Where somebody is: a ward or a room of the house. */
export default function NearChooser({ from, onChoose, onClose }: NearChooserProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [text, setText] = useState('');
  useLayoutEffect(() => {
    const open = dialog.current!;
    open.showModal();
    return () => open.close();
  }, []);
  const { floors, loading, error, retry } = useAllFloors();
  const places = placesToChoose(floors, text);
  const choose = (near: Near | null) => {
    onChoose(near);
    onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={classes.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={classes.inside}>
        <header className={classes.head}>
          <h2 id={titleId} className={classes.title}>
            {findTexts.near.label}
          </h2>
          <button type="button" className={classes.close} aria-label={findTexts.near.close} onClick={onClose}>
            <IconX size={20} stroke={1.8} aria-hidden />
          </button>
        </header>
        <p className={classes.why}>
          {findTexts.near.why} {findTexts.near.tap}
        </p>
        <input
          type="search"
          className={classes.filter}
          aria-label={findTexts.near.filter}
          placeholder={findTexts.near.filter}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || text.trim() === '' || !places[0]) return;
            // The focus goes back to the button that opened this; the same key must not press it again.
            event.preventDefault();
            choose(places[0]);
          }}
        />
        <ul className={classes.list}>
          {places.slice(0, shown).map(({ near, name, detail }) => (
            <li key={near}>
              <button
                type="button"
                className={classes.place}
                aria-current={near === from?.near || undefined}
                onClick={() => choose({ near, name })}
              >
                <span>{name}</span>
                <span className={classes.detail}>{detail}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className={classes.note} role="status">
          {error && <span className={classes.trouble}>{findTexts.near.failed(error.message)}</span>}
          {places.length > shown
            ? findTexts.near.more(places.length - shown)
            : loading
              ? findTexts.near.loading
              : places.length === 0 &&
                !error &&
                (text.trim() ? findTexts.near.none(text.trim()) : findTexts.near.empty)}
        </p>
        {error && (
          <button type="button" className={classes.forget} onClick={retry}>
            {findTexts.retry}
          </button>
        )}
        {from && (
          <button type="button" className={classes.forget} onClick={() => choose(null)}>
            {findTexts.near.forget}
          </button>
        )}
      </div>
    </dialog>
  );
}
