import { calibrationTexts } from '../texts/calibration-texts.js';
import { nameOfTag, strengthOf, type ListedTag } from './heard-order.js';
import classes from './tag-chooser.module.css';

const texts = calibrationTexts.chooser;

interface TagOptionProps {
  tag: ListedTag;
  checked: boolean;
  onChoose: () => void;
}

/** One heard tag: what it is on, its key, how strongly it is heard and where. */
export function TagOption({ tag, checked, onChoose }: TagOptionProps) {
  return (
    <label className={classes.tag}>
      <input type="radio" name="carried-tag" className={classes.radio} checked={checked} onChange={onChoose} />
      <span>
        <span className={classes.name}>{nameOfTag(tag)}</span>
        {tag.assetName !== null && <span className={classes.key}>{tag.tagKey}</span>}
      </span>
      <span className={classes.level}>
        {tag.heard ? texts.strength[strengthOf(tag.levelDbm)] : texts.silent}
        {tag.heard && <span className={classes.dbm}>{texts.dbm(tag.levelDbm, tag.readerName)}</span>}
      </span>
    </label>
  );
}
