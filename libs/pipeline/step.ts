import { lostAfter } from '#contracts/position';
import { longestWindowMs, toldInterval } from '#positioning/tag-rhythm';
import { createWindow } from '#positioning/window';
import { type Findings, noFindings } from './findings.js';
import type { HouseModel } from './model.js';
import type { Moment } from './moment.js';
import { combine } from './steps/combine.js';
import { keep } from './steps/keep.js';
import { learn } from './steps/learn.js';
import { locate } from './steps/locate.js';
import { sight } from './steps/sight.js';
import { visit } from './steps/visit.js';
import { window } from './steps/window.js';
import { zone } from './steps/zone.js';
import { type OpenSecond, type TagState, bindToHouse } from './tag-state.js';
import { type Track, copyTrack } from './track.js';

/**
 * THE chain: what happens to one second of one tag, in this order. Each step brings the moment forward; one
 * that answers 'stop' found nothing to go on with.
 */
const steps: readonly ((moment: Moment) => 'stop' | void)[] = [
  window,
  sight,
  locate,
  combine,
  zone,
  learn,
  visit,
  keep,
];

/** Working memory, filled and emptied within one moment. */
const heard = createWindow();

/** A second is decided for good when something this much newer was heard: readers deliver by the second, not in order. */
export const latenessMs = 2000;
/** A silence of this length is remembered, so that readings that come late can fill it. */
const gapMs = 30_000;
const gapsRemembered = 16;

/**
 * Brings one tag up to its newest evidence: decides the seconds that are over, and looks ahead through
 * those still open to tell where the tag is now. Whatever is decided depends on what was heard, never on
 * the order or the batches in which it arrived (readings later than `latenessMs` go to `fillGaps`).
 *
 * @param quiet nothing came for a while: what was seen in the open seconds is written too, provisionally
 * @returns null when there is nothing to tell yet: at most one position a second and tag
 */
export function step(house: HouseModel, state: TagState, quiet: boolean): Findings | null {
  const newestSecond = secondOf(state.evidence.newestAt);
  if (!quiet && newestSecond <= state.toldSecond) return null;
  bindToHouse(state, house);
  const findings = noFindings();
  settle(house, state, findings);
  lookAhead(house, state, quiet, findings);
  const newToTell =
    state.untold || findings.positions.length + findings.visits.length > 0 || findings.replaced !== null;
  state.toldSecond = newestSecond;
  state.untold = false;
  return newToTell ? findings : null;
}

/** The whole second in which a moment lies. */
export function secondOf(at: number): number {
  return Math.floor(at / 1000);
}

/** Sends one second through the steps; answers what is known after it, or what was known if there was nothing to see. */
export function runSteps(
  house: HouseModel,
  { tagId, evidence }: Pick<TagState, 'tagId' | 'evidence'>,
  track: Track | null,
  at: number,
  late: boolean,
  findings: Findings,
): Moment {
  const moment: Moment = {
    house,
    tagId,
    evidence,
    at,
    late,
    track,
    findings,
    heard,
    windowMs: 0,
    seen: false,
    toldFloor: null,
    place: null,
    portal: null,
    floor: null,
    levels: false,
    before: null,
    position: null,
  };
  for (const run of steps)
    if (run(moment) === 'stop') {
      // What a step had begun to tell is not known after all.
      moment.position = null;
      break;
    }
  return moment;
}

function settle(house: HouseModel, state: TagState, findings: Findings): void {
  const { evidence } = state;
  const decided = secondOf(evidence.newestAt - latenessMs) - 1;
  forEachSecond(evidence, state.settledThrough, decided, (second, at) => {
    rememberGap(state, at);
    const { track, found } = worked(house, state, state.settled, second, at);
    state.settled = track;
    state.settledThrough = second;
    findings.positions.push(...found.positions);
    findings.visits.push(...found.visits);
  });
  state.open = state.open.filter(({ second }) => second > state.settledThrough);
  if (state.settledThrough > -Infinity) evidence.forgetBefore((state.settledThrough + 1) * 1000 - longestWindowMs);
  if (state.provisional && secondOf(state.provisional.positionsFrom) <= state.settledThrough) replace(state, findings);
}

function lookAhead(house: HouseModel, state: TagState, quiet: boolean, findings: Findings): void {
  if (quiet && state.provisional) replace(state, findings);
  const ahead = noFindings();
  let { settled: track } = state;
  let firstAt: number | null = null;
  forEachSecond(state.evidence, state.settledThrough, Infinity, (second, at) => {
    firstAt ??= at;
    const open = worked(house, state, track, second, at);
    ({ track } = open);
    ahead.positions.push(...open.found.positions);
    ahead.visits.push(...open.found.visits);
    if (open.position) findings.live = { position: open.position, inZoneSince: track?.zone?.since ?? at };
  });
  if (!quiet) return;
  state.dirty = false;
  findings.positions.push(...ahead.positions);
  findings.visits.push(...ahead.visits);
  if (firstAt !== null && ahead.positions.length + ahead.visits.length > 0)
    state.provisional = {
      positionsFrom: firstAt,
      entered: ahead.visits.filter((change) => change.kind === 'entered').map((change) => change.at),
      left: ahead.visits.filter((change) => change.kind === 'left').map((change) => change.enteredAt),
    };
}

/**
 * What one second brings, given what is known before it. Seconds are looked at once when they are new and again when
 * they are decided; in between mostly nothing comes in, and the first look still holds.
 */
function worked(house: HouseModel, state: TagState, before: Track | null, second: number, at: number): OpenSecond {
  const looked = state.open.find((open) => open.second === second);
  if (looked) return looked;
  const found = noFindings();
  const known = afterSilence(state, before && copyTrack(before), at, found);
  const { track, position } = runSteps(house, state, known, at, false, found);
  const open = { second, track, position, found };
  state.open.push(open);
  return open;
}

function replace(state: TagState, findings: Findings): void {
  findings.replaced = state.provisional;
  state.provisional = null;
}

/** Calls back for each second after `after` up to `through` that has evidence, with the time of its newest reading. */
function forEachSecond(
  evidence: TagState['evidence'],
  after: number,
  through: number,
  visitSecond: (second: number, at: number) => void,
): void {
  for (let index = 0; index < evidence.count; index += 1) {
    const second = secondOf(evidence.at[index]);
    if (second > through) return;
    const isNewestOfSecond = index + 1 === evidence.count || secondOf(evidence.at[index + 1]) > second;
    if (second > after && isNewestOfSecond) visitSecond(second, evidence.at[index]);
  }
}

/** After a silence in which the tag counted as lost nothing connects: its visit ended when it was last heard. */
function afterSilence(state: TagState, track: Track | null, at: number, findings: Findings): Track | null {
  if (track === null || at - track.at <= lostAfter(toldInterval(track.rhythm))) return track;
  if (track.visit)
    findings.visits.push({ kind: 'left', tagId: state.tagId, enteredAt: track.visit.enteredAt, at: track.at });
  return null;
}

function rememberGap(state: TagState, at: number): void {
  // Whole seconds: those before and after the silence are decided as they are.
  const from = state.settledThrough === -Infinity ? 0 : (state.settledThrough + 1) * 1000;
  const to = secondOf(at) * 1000;
  if (to - from < gapMs) return;
  state.gaps.push({ from, to });
  if (state.gaps.length > gapsRemembered) state.gaps.shift();
}
