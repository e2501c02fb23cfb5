import { IconCheck, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useFloor } from '../app/queries.js';
import type { Known } from '../asset/known-place.js';
import type { Find } from '../search/use-find.js';
import { may } from '../session/may.js';
import { findTexts } from '../texts/find-texts.js';
import { isUnsurePlace, placeChoices, type PlaceChoice } from './place-choices.js';
import classes from './report-buttons.module.css';
import { useFindReport, type Sought } from './use-find-report.js';

const texts = findTexts.found;

interface ReportButtonsProps {
  find: Find;
  sought: Sought;
  known: Known | null;
}

/** Found it, or not here: one tap each where the place is sure. Where it is not, or on wish, it is asked which room it was. */
export function ReportButtons({ find, sought, known }: ReportButtonsProps) {
  // The floor on the map may be another one: whoever stands before the thing is asked for its rooms.
  const floor = useFloor(known?.floorId ?? null).data ?? null;
  const { found, notHere, busy } = useFindReport(find, sought, known);
  const [asking, setAsking] = useState(false);
  if (!may(find.session, 'assets.use')) return null;
  const choices = known ? placeChoices(known, floor) : [];
  const askable = choices.length > 1;
  if (asking && askable)
    return (
      <Where choices={choices} busy={busy} onChoose={({ zoneId }) => found(zoneId)} onCancel={() => setAsking(false)} />
    );
  return (
    <div role="group" aria-label={texts.question} className={classes.answers}>
      <button
        type="button"
        className={classes.yes}
        disabled={busy}
        onClick={() => (askable && isUnsurePlace(known!) ? setAsking(true) : found(null))}
      >
        <IconCheck size={20} stroke={2} aria-hidden />
        {texts.yes}
      </button>
      <button type="button" className={classes.no} disabled={busy} onClick={notHere}>
        <IconEyeOff size={20} stroke={1.8} aria-hidden />
        {texts.no}
      </button>
      {askable && (
        <button type="button" className={classes.elsewhere} disabled={busy} onClick={() => setAsking(true)}>
          {texts.elsewhere}
        </button>
      )}
    </div>
  );
}

interface WhereProps {
  choices: readonly PlaceChoice[];
  busy: boolean;
  onChoose: (choice: PlaceChoice) => void;
  onCancel: () => void;
}

/** In which room was it? What is learnt from the answer is only as good as the answer. */
function Where({ choices, busy, onChoose, onCancel }: WhereProps) {
  return (
    <div role="group" aria-label={texts.where} className={classes.where}>
      <p className={classes.question}>{texts.where}</p>
      {choices.map((choice, place) => (
        <button
          key={choice.zoneId}
          type="button"
          className={place === 0 ? classes.yes : classes.no}
          disabled={busy}
          autoFocus={place === 0}
          onClick={() => onChoose(choice)}
        >
          {place === 0 ? texts.here(choice.name ?? texts.outside) : texts.nextDoor(choice.name ?? texts.outside)}
        </button>
      ))}
      <button type="button" className={classes.elsewhere} disabled={busy} onClick={onCancel}>
        {texts.cancel}
      </button>
    </div>
  );
}
