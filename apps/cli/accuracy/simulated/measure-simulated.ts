import type { FloorCalibration } from '#contracts/calibration';
import type { SimulatedResult } from '#contracts/accuracy';
import { createWorld } from '../../simulate/world.js';
import { followWorld, type Look } from './follow-world.js';
import { type drawn, type SimulatedHospital, simulatedHospital } from './hospital.js';
import { type CalibrationKind, houseOfPlans } from './house-of-plans.js';
import { nearestReader } from './nearest-reader.js';
import { hasFailed } from './outages.js';
import { Tally, type Told } from './tally.js';
import { proposedStops, type Stop, walkThrough } from './walk-through.js';

export interface SimulatedSettings {
  seed: number;
  minutes: number;
  /** What is told in these first minutes does not count: tags have been in the house before anybody looks. */
  warmUpMinutes: number;
  assets: number;
  calibration: CalibrationKind;
  /** Only tags at rest, and one reader in ten failing now and then. */
  stillOnly: boolean;
}

/** Monday morning, when a hospital is busy. */
const startMs = Date.UTC(2026, 2, 2, 8);
/** A position older than this is not shown as live, and a tag just switched on has this long to be found, ms. */
const liveMs = 20_000;
const firstMs = 10_000;

/** A hospital and where a walk through it stops: the same for every seed. */
export interface SimulatedSite {
  spacingM: number | typeof drawn;
  hospital: SimulatedHospital;
  stops: Stop[][];
}

export function simulatedSite(spacingM: number | typeof drawn, stopsPerFloor: number): SimulatedSite {
  const hospital = simulatedHospital(spacingM);
  return { spacingM, hospital, stops: proposedStops(hospital.plans, stopsPerFloor) };
}

/** Runs the worker's own pipeline over the simulated hospital; what is told is compared with the truth every second. */
export function measureSimulated(site: SimulatedSite, settings: SimulatedSettings): SimulatedResult {
  const { spacingM, hospital, stops } = site;
  const { seed, minutes, warmUpMinutes, assets, calibration, stillOnly } = settings;
  const { plans, building } = hospital;
  const calibrations: (FloorCalibration | null)[] =
    calibration === 'walk' ? walkThrough(plans, building.field, stops, seed) : plans.map(() => null);
  const house = houseOfPlans(plans, calibration, calibrations);
  const world = createWorld({ seed, assets, startMs }, building);
  if (stillOnly) for (const asset of world.assets) asset.untilMs = Infinity;

  const parts = () => ({ all: new Tally(), moving: new Tally(), still: new Tally() });
  const ours = parts();
  const theirs = parts();
  const nearest = nearestReader(plans);
  let unseen = 0;
  const countFromMs = startMs + warmUpMinutes * 60_000;
  const see = (look: Look) => {
    if (look.nowMs < countFromMs || look.nowMs - look.firstHeardMs < firstMs) return;
    if (look.nowMs - look.told.observedAt > liveMs) {
      unseen++;
      return;
    }
    const told = toldOf(look.told);
    const part = look.restedMs === null ? 'moving' : 'still';
    for (const name of ['all', part] as const) ours[name].add(look, told);
    const simple = nearest(look.recent);
    if (simple) for (const name of ['all', part] as const) theirs[name].add(look, simple);
  };
  const lost = (reader: number, atMs: number) => stillOnly && hasFailed(seed, reader, atMs);
  const { steps, stepMs } = followWorld(world, house, countFromMs + minutes * 60_000, lost, see);
  const figures = (tallies: ReturnType<typeof parts>) => ({
    all: tallies.all.figures(),
    moving: tallies.moving.figures(),
    still: tallies.still.figures(),
  });
  return {
    simulated: true,
    seed,
    spacing: spacingM,
    readersPerFloor: hospital.readersPerFloor,
    assets,
    minutes,
    warmUpMinutes,
    calibration,
    stopsPerFloor: calibration === 'walk' ? stops[0].length : 0,
    outages: stillOnly ? 'one reader in ten' : 'radio model',
    notLiveShare: unseen / Math.max(1, unseen + ours.all.figures().looks),
    stepsPerSecond: Math.round((steps / stepMs) * 1000),
    methods: { wardmap: figures(ours), 'nearest reader': figures(theirs) },
  };
}

function toldOf(position: Look['told']): Told {
  const { x, y, floorId, zoneId, varX, varY, covXY, radius90M, zones } = position;
  return {
    ...{ x, y, floorId, zoneId },
    circle: { varX, varY, covXY, radius90M },
    likeliest: zones.length > 0 ? zones[0] : null,
  };
}
