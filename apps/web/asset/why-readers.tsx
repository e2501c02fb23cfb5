import type { AssetWhy } from '#contracts/why';
import { texts } from '../texts/texts.js';
import { ageWords } from './age-words.js';
import classes from './why-here.module.css';

/** The readers that heard the tag beside what they were expected to hear, and those that should have and did not. */
export function WhyReaders({ readers, missing, nowMs }: Pick<AssetWhy, 'readers' | 'missing'> & { nowMs: number }) {
  return (
    <>
      <table className={classes.readers}>
        <caption>{texts.why.readers}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.why.reader}</th>
            <th scope="col">{texts.why.heard}</th>
            <th scope="col">{texts.why.expected}</th>
          </tr>
        </thead>
        <tbody>
          {readers.map((reader) => (
            <tr key={reader.readerId}>
              <th scope="row">
                {reader.name}
                <span className={classes.detail}>
                  {[
                    reader.distanceM === null ? reader.floorName : texts.why.distance(reader.distanceM),
                    texts.why.packets(reader.packets),
                    reader.heardAt === null ? null : ageWords(nowMs - Date.parse(reader.heardAt)),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </th>
              <td>{texts.why.level(reader.levelDbm)}</td>
              <td>{reader.expectedDbm === null ? texts.why.noLevel : texts.why.level(reader.expectedDbm)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {missing.length > 0 && (
        <>
          <h4 className={classes.part}>{texts.why.missing}</h4>
          <ul className={classes.list}>
            {missing.map(({ readerId, name, distanceM, silent }) => (
              <li key={readerId}>
                {texts.why.missingReader(name, distanceM)}
                {silent && <span className={classes.silent}>{texts.why.silentReader}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
