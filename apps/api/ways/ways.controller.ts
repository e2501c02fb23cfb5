import { Controller, Get, Inject, Query } from '@nestjs/common';
import type { z } from 'zod';
import { type Way, wayQuerySchema, waySchema } from '#contracts/search';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Sight } from '../access/sight.js';
import { Who } from '../access/who.js';
import { checked } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { absent } from '../problems/absent.js';
import { ProblemException } from '../problems/problem-exception.js';
import type { HousePlans } from './house-plans.js';
import { HouseWays } from './house-ways.js';
import { readNear, type ToldPlace } from './near.js';

@Controller('api/v1/ways')
export class WaysController {
  constructor(
    @Inject(HouseWays) private readonly ways: HouseWays,
    @Inject(Sight) private readonly sight: Sight,
  ) {}

  @Get()
  @Needs('places.see')
  @Answers(waySchema, 'The way between two places')
  async way(
    @Query(checked(wayQuerySchema, 'query')) { from, to, wheels }: z.output<typeof wayQuerySchema>,
    @Who() actor: Actor,
  ): Promise<Way> {
    const plans = await this.ways.plans();
    const start = await this.place(plans, from, actor);
    const end = await this.place(plans, to, actor);
    const way = plans.ways.from(start, { mayClimb: wheels === 'false' })?.way(end) ?? null;
    if (way === null)
      throw new ProblemException(
        404,
        `The plans show no way from ${start.name} to ${end.name}: they are on different floors.`,
      );
    return {
      ...way,
      legs: way.legs.map((leg) => ({
        ...leg,
        points: leg.points.map(([x, y]): [number, number] => [round(x), round(y)]),
      })),
    };
  }

  /** @throws ProblemException 404 for a place that does not exist, or is on a site that is not shown */
  private async place(plans: HousePlans, text: string, actor: Actor): Promise<ToldPlace> {
    const near = readNear(text);
    const place = plans.placeOf(near, actor.visibility.siteIds);
    if (place) return place;
    if (near.kind === 'department') throw new ProblemException(404, `No plan has zones of ${near.department}.`);
    const id = near.kind === 'zone' ? near.zoneId : near.floorId;
    if (id >= 1 && id <= 2_147_483_647) await this.sight.demand(actor, near.kind, id);
    throw absent(near.kind, id);
  }
}

/** Centimetres are enough to draw. */
function round(metres: number): number {
  return Math.round(metres * 100) / 100;
}
