import type { FloorCalibrationView } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';
import classes from './calibration-page.module.css';
import { locale } from '../texts/locale.js';

const texts = calibrationTexts.page;

/** How much a fit has to learn from. */
export function FloorKnowledge({ view }: { view: FloorCalibrationView }) {
  const { progress } = view;
  const facts = [
    [texts.facts.stops, texts.stops(progress.usableStops, progress.worthwhileStops)],
    [texts.facts.share, `${Math.round(progress.knownShare * 100)} %`],
    [texts.facts.labels, view.roomLabels.toLocaleString(locale)],
    [texts.facts.traffic, view.trafficWindows.toLocaleString(locale)],
  ];
  return (
    <section className={classes.card} aria-labelledby="known">
      <h2 id="known" className={classes.label}>
        {texts.known}
      </h2>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
