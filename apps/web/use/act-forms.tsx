import { useId, useState, type FormEvent } from 'react';
import { useTexts } from '../texts/use-texts.js';
import classes from './use.module.css';

const texts = useTexts.act;
/** Offered lengths of a reservation, minutes. */
const lengths = [15, 30, 60, 120, 240];

/** For how long? One tap reserves. */
export function ReserveForm({ onSend }: { onSend: (minutes: number) => void }) {
  const title = useId();
  return (
    <div className={classes.form} role="group" aria-labelledby={title}>
      <p id={title} className={classes.label}>
        {texts.reserveFor}
      </p>
      <div className={classes.chips}>
        {lengths.map((minutes) => (
          <button key={minutes} type="button" className={classes.chip} onClick={() => onSend(minutes)}>
            {texts.minutes(minutes)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** What is wrong with it, in words. */
export function DefectForm({ onSend }: { onSend: (text: string) => void }) {
  const [text, setText] = useState('');
  const field = useId();
  return (
    <form className={classes.form} onSubmit={sending(text.trim() !== '', () => onSend(text.trim()))}>
      <label className={classes.label} htmlFor={field}>
        {texts.defectText}
      </label>
      <textarea
        id={field}
        className={classes.input}
        rows={3}
        maxLength={1000}
        required
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className={classes.send}>
        {texts.defectSend}
      </button>
    </form>
  );
}

/** To whom, and until when: the evening of a day. */
export function LendForm({ onSend }: { onSend: (borrower: string, dueAt: string | null) => void }) {
  const [borrower, setBorrower] = useState('');
  const [day, setDay] = useState('');
  const field = useId();
  const due = day === '' ? null : new Date(`${day}T23:59:00`).toISOString();
  return (
    <form className={classes.form} onSubmit={sending(borrower.trim() !== '', () => onSend(borrower.trim(), due))}>
      <label className={classes.label} htmlFor={`${field}-who`}>
        {texts.borrower}
      </label>
      <input
        id={`${field}-who`}
        className={classes.input}
        maxLength={120}
        required
        autoFocus
        value={borrower}
        onChange={(event) => setBorrower(event.target.value)}
      />
      <label className={classes.label} htmlFor={`${field}-due`}>
        {texts.dueAt}
      </label>
      <input
        id={`${field}-due`}
        type="date"
        className={classes.input}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <button type="submit" className={classes.send}>
        {texts.lendSend}
      </button>
    </form>
  );
}

function sending(ready: boolean, send: () => void) {
  return (event: FormEvent) => {
    event.preventDefault();
    if (ready) send();
  };
}
