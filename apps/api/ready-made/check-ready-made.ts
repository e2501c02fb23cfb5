import { partitionOfTag } from '#contracts/queue';
import { readyMadePositionSchema } from '#contracts/ready-made';
import type { RejectedReading } from '#contracts/readings';
import type { RegisteredFloor } from '#storage/directory-store';
import { correctedTime, timeRefusal, type TimeRule } from '../readings/observed-time.js';
import { floorOfKeys } from './floor-of-keys.js';
import type { ReadyMadeColumns } from './ready-made-columns.js';

/** A place may lie so far beyond the edge of a plan, metres, plus its own accuracy. */
const beyondEdgeM = 1;

/** Who is registered; see Directory. */
interface Registered {
  tagId(key: string): number | undefined;
  readonly floors: readonly RegisteredFloor[];
}

/** Checks positions one by one, as checkReadings does with readings: good ones go to `accepted`. */
export function checkReadyMade(
  positions: readonly unknown[],
  rule: TimeRule,
  registered: Registered,
  partitions: number,
  accepted: ReadyMadeColumns,
): { rejected: RejectedReading[]; unknown: { tagKey: string; engine: string }[] } {
  const rejected: RejectedReading[] = [];
  const unknown: { tagKey: string; engine: string }[] = [];
  let count = 0;
  positions.forEach((value, index) => {
    const parsed = readyMadePositionSchema.safeParse(value);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0];
      rejected.push({ index, field: path.join('/'), reason: message });
      return;
    }
    const position = parsed.data;
    const observedAt = correctedTime(position.observedAt, rule);
    if (Number.isNaN(observedAt)) {
      rejected.push({ index, field: 'observedAt', reason: timeRefusal(position.observedAt, rule) });
      return;
    }
    const floor = floorOfKeys(registered.floors, position);
    if (typeof floor === 'string') {
      rejected.push({ index, field: 'floorKey', reason: floor });
      return;
    }
    const { x, y, accuracyM } = position;
    const { minX, minY, maxX, maxY } = floor.bounds;
    const beyondM = Math.max(minX - x, x - maxX, minY - y, y - maxY);
    if (beyondM > beyondEdgeM + accuracyM) {
      const reason = `lies ${beyondM.toFixed(1)} m outside floor ${floor.key}, which is x ${minX} to ${maxX}, y ${minY} to ${maxY}`;
      rejected.push({ index, field: x < minX || x > maxX ? 'x' : 'y', reason });
      return;
    }
    const tagId = registered.tagId(position.tagKey);
    if (tagId === undefined) {
      unknown.push({ tagKey: position.tagKey, engine: position.engine ?? 'another engine' });
      return;
    }
    accepted.partition[count] = partitionOfTag(tagId, partitions);
    accepted.tagId[count] = tagId;
    accepted.floorId[count] = floor.id;
    accepted.x[count] = x;
    accepted.y[count] = y;
    accepted.accuracyM[count] = accuracyM;
    accepted.observedAt[count] = observedAt;
    count++;
  });
  accepted.count = count;
  return { rejected, unknown };
}
