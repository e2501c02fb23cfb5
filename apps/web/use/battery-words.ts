import type { AssetDetail } from '#contracts/assets';
import { lowBatteryPercent } from '#contracts/telemetry';
import { ageWords } from '../asset/age-words.js';
import { locale } from '../texts/locale.js';
import { useTexts } from '../texts/use-texts.js';

const texts = useTexts.battery;
/** What is older says little of how full it is now, milliseconds. */
const oldMs = 7 * 86_400_000;

/** What is said of a tag's battery, and what to think of it. */
export interface BatteryWords {
  says: string;
  /** Null when there is nothing to worry about. */
  warning: string | null;
}

/** The battery of a tag in words, with its age; a voltage is told as it is and not judged. */
export function batteryWords(
  { percent, millivolts, observedAt }: NonNullable<AssetDetail['battery']>,
  nowMs: number,
): BatteryWords {
  const ageMs = Math.max(0, nowMs - Date.parse(observedAt));
  const how = percent === null ? texts.volts(voltsWords(millivolts ?? 0)) : texts.percent(Math.round(percent));
  const low = percent !== null && percent < lowBatteryPercent;
  return {
    says: texts.says(how, ageWords(ageMs)),
    warning: low ? texts.low : ageMs >= oldMs ? texts.old : null,
  };
}

function voltsWords(millivolts: number): string {
  return (millivolts / 1000).toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
