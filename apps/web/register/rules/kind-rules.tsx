import { zoneKinds, type ZoneKind } from '#contracts/floorplan';
import admin from '../../admin/admin.module.css';
import { rulesTexts as texts } from '../../texts/rules-texts.js';
import { statusTexts } from '../../texts/status-texts.js';
import { MeaningFields } from './meaning-fields.js';
import type { RulesDraft, RulesProblems } from './rules-draft.js';
import classes from './rules.module.css';

interface KindRulesProps {
  kinds: RulesDraft['kinds'];
  problems: RulesProblems | null;
  disabled: boolean;
  onChange: (kinds: RulesDraft['kinds']) => void;
}

/** For each kind of zone what standing there means, and after how long. */
export function KindRules({ kinds, problems, disabled, onChange }: KindRulesProps) {
  return (
    <section className={admin.card} aria-labelledby="kinds-title">
      <h2 id="kinds-title" className={admin.heading}>
        {texts.kinds}
      </h2>
      <div className={classes.rules}>
        {zoneKinds.map((zoneKind: ZoneKind) => (
          <fieldset key={zoneKind} className={classes.rule}>
            <legend>{statusTexts.zoneKind[zoneKind]}</legend>
            <MeaningFields
              meaning={kinds[zoneKind]}
              error={problems?.[`kind:${zoneKind}`]}
              disabled={disabled}
              onChange={(meaning) => onChange({ ...kinds, [zoneKind]: meaning })}
            />
          </fieldset>
        ))}
      </div>
    </section>
  );
}
