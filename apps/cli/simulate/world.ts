import type { Reading } from '#contracts/readings';
import type { Activity } from './life-cycles.js';
import { assetList, pickWeighted, type AssetIdentity } from './assets.js';
import { choosePlace, type Choice } from './choose-place.js';
import { demoFloors, floorplanOf } from './hospital/demo-hospital.js';
import { demoPortals } from './hospital/portals.js';
import { portalReachM, portalRoundMs, readRound, simulatedPortal, type SimulatedPortal } from './portal-reads.js';
import { radioParameters as p } from './radio-parameters.js';
import { audibleAt, radioField, receive, type Audible, type Body, type RadioField } from './radio-model.js';
import { Random } from './random.js';
import { routeGraph, type Place, type RouteGraph } from './route-graph.js';
import { TimeHeap } from './time-heap.js';
import { placeOnTrip, planTrip, type TimedLeg } from './trip.js';

/** One asset with what it is doing. */
export interface SimulatedAsset extends AssetIdentity {
  home: string;
  activity: Activity;
  place: Place;
  /** The spot it holds, so that no two stand on one another. */
  spot: string | null;
  trip: TimedLeg[] | null;
  /** End of the trip or of the stay. */
  untilMs: number;
  nextPacketMs: number;
  random: Random;
  offsetDb: number;
  body: Body | null;
  audible: Audible | null;
  /** It carries a passive inlay with the key of its tag, which portals read while it passes; ms since 1970 of the next round. */
  nextReadMs: number;
  portal: SimulatedPortal | null;
  readRandom: Random | null;
}

/** Everything that a run consists of. `stepWorld` changes it in place. */
export interface World {
  seed: number;
  nowMs: number;
  graph: RouteGraph;
  field: RadioField;
  portals?: readonly SimulatedPortal[];
  assets: SimulatedAsset[];
  taken: Set<string>;
  events: TimeHeap;
}

/** Where a tag truly was when it sent. Metres, ms since 1970 UTC. */
export interface Truth {
  t_ms: number;
  tag: string;
  x: number;
  y: number;
  floor: string;
  room: string;
}

/** What stays the same from run to run: ways and walls, readers and their radio field. */
export interface Building {
  graph: RouteGraph;
  field: RadioField;
  /** Doors where passive tags are read; none where left out. */
  portals?: readonly SimulatedPortal[];
}

/** Every so many assets carry a passive inlay beside their active tag. */
const inlayEvery = 2;

/** The demo hospital's own building; making one takes tens of milliseconds. */
export function demoBuilding(): Building {
  const floors = demoFloors();
  const portals = floors.flatMap(({ key }, floor) =>
    (demoPortals[key] ?? []).map((reader) => simulatedPortal(reader, floor)),
  );
  return { graph: routeGraph(floors), field: radioField(floors.map(floorplanOf)), portals };
}

export interface WorldOptions {
  seed: number;
  assets: number;
  startMs: number;
}

/** The demo hospital at the start of a run: assets already spread over the places where they are most of the day. */
export function createWorld({ seed, assets, startMs }: WorldOptions, building = demoBuilding()): World {
  const world: World = {
    seed,
    nowMs: startMs,
    ...building,
    assets: [],
    taken: new Set(),
    events: new TimeHeap(),
  };
  assetList(assets).forEach((identity, index) => {
    const random = new Random(seed, index, 7);
    const home = pickWeighted(random, identity.type.homes);
    const activity = startActivity(identity, random);
    const { place, spot } = choosePlace(world.graph, world.taken, identity.type.life, activity, home, random);
    if (spot) world.taken.add(spot);
    const asset: SimulatedAsset = {
      ...identity,
      home,
      activity,
      place,
      spot,
      trip: null,
      untilMs: startMs + firstStayMs(stayMs(identity, activity, random), random),
      nextPacketMs: startMs + random.next() * p.intervalStillMs,
      random,
      offsetDb: p.tagOffsetSdDb * random.normal(),
      body: null,
      audible: null,
      nextReadMs: Infinity,
      portal: null,
      readRandom: index % inlayEvery === 0 ? new Random(seed, index, 11) : null,
    };
    world.assets.push(asset);
    world.events.push(nextEventMs(asset), index);
  });
  return world;
}

/**
 * Lets the world go on until a moment (ms since 1970). Readings come in order of time. How a stretch of time
 * is divided into steps does not change what happens in it.
 */
export function stepWorld(world: World, untilMs: number): { readings: Reading[]; truth: Truth[] } {
  const readings: Reading[] = [];
  const truth: Truth[] = [];
  while (world.events.nextMs() < untilMs) {
    const [atMs, index] = world.events.pop();
    const asset = world.assets[index];
    if (asset.untilMs <= atMs) turn(world, asset, asset.untilMs);
    else if (asset.nextReadMs <= atMs) read(asset, atMs, readings);
    else send(world, asset, atMs, readings, truth);
    world.events.push(nextEventMs(asset), index);
  }
  world.nowMs = untilMs;
  return { readings, truth };
}

/** Assets on their way. */
export function movingCount(world: World): number {
  return world.assets.reduce((count, asset) => count + (asset.trip ? 1 : 0), 0);
}

/** Where an asset is at the world's present moment or later within its trip or stay. */
export function placeAt(asset: SimulatedAsset, atMs: number): Place {
  return asset.trip ? placeOnTrip(asset.trip, atMs) : asset.place;
}

function nextEventMs(asset: SimulatedAsset): number {
  return Math.min(asset.untilMs, asset.nextPacketMs, asset.nextReadMs);
}

function startActivity({ type }: AssetIdentity, random: Random): Activity {
  const { minutes } = type.life;
  const weights = Object.entries(minutes)
    .filter(([activity]) => activity !== 'astray')
    .map(([activity, [from, to]]): [number, Activity] => [
      (from + to) * (rareActivities.has(activity) ? 0.08 : 1),
      activity as Activity,
    ]);
  return pickWeighted(random, weights);
}

const rareActivities: ReadonlySet<string> = new Set(['workshop', 'theatre']);

function stayMs({ type }: AssetIdentity, activity: Activity, random: Random): number {
  const [from, to] = type.life.minutes[activity] ?? [5, 15];
  return random.between(from, to) * 60_000;
}

/** What is left of the first stay; a few are just about to leave, because nobody is on the way yet. */
function firstStayMs(stay: number, random: Random): number {
  return random.chance(0.05) ? random.between(0, 20_000) : stay * random.next();
}

/** The end of a trip begins a stay; the end of a stay begins the trip to what comes next. */
function turn(world: World, asset: SimulatedAsset, atMs: number): void {
  const { random, type } = asset;
  asset.audible = null;
  if (asset.trip) {
    asset.place = placeOnTrip(asset.trip, asset.untilMs);
    asset.trip = null;
    // A tag that stays within a portal's field falls silent there until it loses power: sessions 2 and 3 of EPC Gen2.
    asset.nextReadMs = Infinity;
    asset.untilMs = atMs + stayMs(asset, asset.activity, random);
    return;
  }
  asset.activity = pickWeighted(random, type.life.next[asset.activity] ?? [[1, 'stored']]);
  if (asset.spot) world.taken.delete(asset.spot);
  const { place, spot }: Choice = choosePlace(
    world.graph,
    world.taken,
    type.life,
    asset.activity,
    asset.home,
    random,
    asset.place.cell,
  );
  asset.spot = spot;
  if (spot) world.taken.add(spot);
  const speedMps = random.between(type.speedMps[0], type.speedMps[1]);
  const mayClimb = type.mayClimb && random.chance(0.5);
  asset.trip = planTrip(world.graph, asset.place, place, atMs, speedMps, mayClimb, random);
  asset.untilMs = asset.trip[asset.trip.length - 1].untilMs;
  asset.nextPacketMs = Math.min(asset.nextPacketMs, atMs + random.next() * p.intervalMovingMs);
}

/** One packet of a tag: heard by some readers, and the truth beside it. */
function send(world: World, asset: SimulatedAsset, atMs: number, readings: Reading[], truth: Truth[]): void {
  const { field, graph } = world;
  const { random } = asset;
  const place = placeAt(asset, atMs);
  const cell = graph.cells[place.cell];
  const audible = asset.trip || !asset.audible ? audibleAt(field, cell.floor, place.x, place.y) : asset.audible;
  asset.audible = audible;
  const observedAt = Math.round(atMs);
  asset.body = bodyAt(asset, atMs);
  const packet = { x: place.x, y: place.y, atMs, offsetDb: asset.offsetDb, body: asset.body };
  receive(field, audible, packet, world.seed, random, (reader, rssiDbm) =>
    readings.push({ readerKey: field.readerKeys[reader], tagKey: asset.tagKey, rssiDbm, observedAt }),
  );
  truth.push({
    t_ms: observedAt,
    tag: asset.tagKey,
    x: Math.round(place.x * 100) / 100,
    y: Math.round(place.y * 100) / 100,
    floor: graph.floorKeys[cell.floor],
    room: cell.zoneKey,
  });
  if (asset.trip && asset.readRandom && asset.nextReadMs === Infinity) {
    asset.portal = portalInReach(world, place);
    if (asset.portal) asset.nextReadMs = atMs + asset.readRandom.next() * portalRoundMs;
  }
  const intervalMs = asset.trip ? p.intervalMovingMs : p.intervalStillMs;
  asset.nextPacketMs = atMs + intervalMs + random.next() * p.advertisingDelayMs;
}

function portalInReach({ portals = [], graph }: World, { cell, x, y }: Place): SimulatedPortal | null {
  return (
    portals.find(
      (portal) => portal.floor === graph.cells[cell].floor && Math.hypot(portal.x - x, portal.y - y) < portalReachM,
    ) ?? null
  );
}

/** One round of a portal over a tag that passes it; the last one when it has gone. */
function read(asset: SimulatedAsset, atMs: number, readings: Reading[]): void {
  const portal = asset.portal!;
  const { x, y } = placeAt(asset, atMs);
  const observedAt = Math.round(atMs);
  readRound(portal, x, y, asset.readRandom!, (antenna, rssiDbm) =>
    readings.push({ readerKey: portal.readerKey, antenna, tagKey: asset.tagKey, rssiDbm, observedAt }),
  );
  const near = Math.hypot(portal.x - x, portal.y - y) < portalReachM;
  asset.nextReadMs = near ? atMs + portalRoundMs : Infinity;
}

/** People come between a tag and its readers by chance, the more often the busier its place is. */
function bodyAt({ body, trip, activity, random }: SimulatedAsset, atMs: number): Body | null {
  if (body && atMs < body.untilMs) return body;
  const busy = trip !== null || activity === 'in-use' || activity === 'visit' || activity === 'theatre';
  const intervalMs = trip ? p.intervalMovingMs : p.intervalStillMs;
  if (!random.chance(1 - Math.exp(-intervalMs / p.bodyEveryMs[busy ? 'busy' : 'idle']))) return null;
  return {
    untilMs: atMs + random.between(p.bodyLengthMs[0], p.bodyLengthMs[1]),
    direction: random.between(-Math.PI, Math.PI),
    lossDb: random.between(p.bodyLossDb[0], p.bodyLossDb[1]),
  };
}
