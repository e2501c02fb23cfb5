import type { RejectedReading } from '#contracts/readings';
import { type Telemetry, telemetrySchema } from '#contracts/telemetry';
import { ProblemException } from '../problems/problem-exception.js';
import { correctedTime, timeRefusal, type TimeRule } from '../readings/observed-time.js';

/** Who is registered; see Directory. */
interface Registered {
  readerId(key: string): number | undefined;
  tagId(key: string): number | undefined;
}

/** What a registered tag said of its battery at a moment, ms since 1970. */
export interface BatterySaying {
  tagId: number;
  percent: number | null;
  millivolts: number | null;
  observedAt: number;
}

export interface CheckedTelemetry {
  said: BatterySaying[];
  rejected: RejectedReading[];
  unknownReader: number;
  unknownTag: number;
}

/**
 * Checks what tags said one by one, as checkReadings does with readings. Who may report for some readers only must say
 * which of them heard the tag.
 * @param own ids of the readers that the sender may report for; null for all
 * @throws ProblemException 403 for the whole batch when an item is of another registered reader
 */
export function checkTelemetry(
  telemetry: readonly unknown[],
  rule: TimeRule,
  registered: Registered,
  own: ReadonlySet<number> | null,
): CheckedTelemetry {
  const checked: CheckedTelemetry = { said: [], rejected: [], unknownReader: 0, unknownTag: 0 };
  telemetry.forEach((value, index) => {
    const parsed = telemetrySchema.safeParse(value);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0];
      checked.rejected.push({ index, field: path.join('/'), reason: message });
      return;
    }
    const { readerKey, tagKey, observedAt } = parsed.data;
    const readerId = readerKey === undefined ? undefined : registered.readerId(readerKey);
    if (own !== null && readerId !== undefined && !own.has(readerId)) throw othersReader(readerKey!, index);
    if (own !== null && readerKey === undefined) {
      const reason = 'must name the reader that heard the tag: this key reports for some readers only';
      checked.rejected.push({ index, field: 'readerKey', reason });
      return;
    }
    const corrected = correctedTime(observedAt, rule);
    if (Number.isNaN(corrected)) {
      checked.rejected.push({ index, field: 'observedAt', reason: timeRefusal(observedAt, rule) });
      return;
    }
    const tagId = registered.tagId(tagKey);
    if (readerKey !== undefined && readerId === undefined) checked.unknownReader++;
    else if (tagId === undefined) checked.unknownTag++;
    else checked.said.push(sayingOf(tagId, parsed.data, corrected));
  });
  return checked;
}

function sayingOf(tagId: number, { batteryPercent, batteryMv }: Telemetry, observedAt: number): BatterySaying {
  return { tagId, percent: batteryPercent ?? null, millivolts: batteryMv ?? null, observedAt };
}

function othersReader(readerKey: string, index: number): ProblemException {
  const pointer = `/telemetry/${index}/readerKey`;
  const detail = `this key may not report for the reader "${readerKey}"; nothing of the batch was accepted`;
  return new ProblemException(403, `The batch is refused, at ${pointer}: ${detail}.`, {
    errors: [{ pointer, detail }],
  });
}
