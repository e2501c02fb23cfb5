import { z } from 'zod';
import { zonesTold } from './live.js';
import { positionMethods, type Position } from './position.js';

/** One tag's newest fix: [tagId, floorId, ...], then as `liveFixSchema` goes on after its tag id. */
export const busFixSchema = z.tuple(
  [z.int(), z.int(), z.number(), z.number(), z.number(), z.int(), z.int(), z.int(), z.int(), z.int()],
  z.int(),
);
export type BusFix = z.infer<typeof busFixSchema>;

/** What of a position goes to those who watch. */
export type ToldPosition = Pick<
  Position,
  | 'tagId'
  | 'floorId'
  | 'x'
  | 'y'
  | 'radius90M'
  | 'zoneId'
  | 'zones'
  | 'ambiguous'
  | 'observedAt'
  | 'reportingIntervalMs'
  | 'method'
>;

/** A position as it goes over the bus: short, because every fix of the house does. */
export function busFixOf(position: ToldPosition): BusFix {
  const fix: BusFix = [
    position.tagId,
    position.floorId,
    centimetres(position.x),
    centimetres(position.y),
    centimetres(position.radius90M),
    position.zoneId ?? 0,
    position.observedAt,
    positionMethods.indexOf(position.method),
    Math.round((position.reportingIntervalMs ?? 0) / 100) * 100,
    position.ambiguous ? 1 : 0,
  ];
  for (const { zoneId, probability } of position.zones.slice(0, zonesTold)) {
    const percent = Math.round(probability * 100);
    if (percent >= 1) fix.push(zoneId, percent);
  }
  return fix;
}

function centimetres(metres: number): number {
  return Math.round(metres * 100) / 100;
}

/** Every message between processes. Lost messages are allowed: whoever lost one reads the database again. */
export const busMessageSchemas = {
  /** Fixes just committed by a worker. */
  fixes: z.object({ fixes: z.array(busFixSchema) }),
  /** What is told of the assets that carry these tags changed, but not who carries what. */
  'assets-changed': z.object({ tagIds: z.array(z.int()) }),
  /** Sites, floors, readers, tags or assets changed: read them again. */
  'directory-changed': z.object({}),
} as const;
export type BusMessages = { [name in keyof typeof busMessageSchemas]: z.infer<(typeof busMessageSchemas)[name]> };
