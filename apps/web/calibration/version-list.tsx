import type { CalibrationVersion } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';
import classes from './calibration-page.module.css';
import { momentWords } from './moment-words.js';
import { scoreWords } from './score-words.js';

const texts = calibrationTexts.page;
const tones = { active: 'good', candidate: 'plain', retired: 'plain', refused: 'warn' } as const;

interface VersionListProps {
  versions: readonly CalibrationVersion[];
  timeZone: string;
  mayChange: boolean;
  working: boolean;
  onActivate: (version: CalibrationVersion) => void;
}

/** Every calibration the floor ever had, newest first, with its score and why it is (not) in use. */
export function VersionList({ versions, timeZone, mayChange, working, onActivate }: VersionListProps) {
  return (
    <section className={classes.card} aria-labelledby="versions">
      <h2 id="versions" className={classes.label}>
        {texts.versions}
      </h2>
      {versions.length === 0 && <p className={classes.muted}>{texts.noVersions}</p>}
      {versions.length > 0 && (
        <ul className={classes.list}>
          {versions.map((version) => (
            <li key={version.id} className={classes.item}>
              <p className={classes.itemHead}>
                <strong>{texts.version(version.version)}</strong> {texts.sources[version.source]}
                <span className={classes.badge} data-tone={tones[version.state]}>
                  {texts.states[version.state]}
                </span>
              </p>
              {scoreWords(version).map((line) => (
                <p key={line}>{line}</p>
              ))}
              <p className={classes.muted}>{version.reason}</p>
              <p className={classes.hint}>{texts.made(momentWords(version.createdAt, timeZone), version.createdBy)}</p>
              {mayChange && version.state !== 'active' && (
                <button type="button" className={classes.small} disabled={working} onClick={() => onActivate(version)}>
                  {texts.activate(version.version)}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
