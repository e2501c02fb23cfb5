import { isPushed } from '#contracts/asset-types';
import type { AssetView } from '#contracts/assets';
import type { FoundAsset, SearchAnswer } from '#contracts/search';
import type { Visibility } from '#contracts/visibility';
import type { Reach } from '#floorplan/ways/reach';
import type { AssetStore } from '#storage/asset-store';
import type { HousePlans } from '../ways/house-plans.js';
import type { HouseWays } from '../ways/house-ways.js';
import { readNear, type ToldPlace } from '../ways/near.js';
import { addBits, type Bits, hasBit, noBits } from './bits.js';
import type { FreshRegister } from './fresh-register.js';
import { obstaclesOf } from './obstacles.js';
import type { PlaceTables } from './place-table.js';
import { type Asking, rank, type WordRows } from './rank.js';
import type { Register } from './register.js';
import { inWords, nearWords, statusWords } from './status-words.js';
import { surenessOf } from './sureness.js';
import { type Question, understand } from './understand.js';
import { fits, fitsOf, type Vocabulary } from './vocabulary.js';
import { Vocabularies } from './vocabularies.js';

/** A question as it was asked. */
export interface Asked {
  q: string;
  near?: string | undefined;
  limit: number;
}

interface Asker {
  visibility: Visibility;
  userId: number | null;
}

/** How many more than asked for are ranked by the way to their very place. */
const moreRanked = 30;
/** Words of which it is remembered what they fit, for each vocabulary. */
const mostWords = 1000;

/** Finds equipment: what is asked for, where it is, and what of it somebody best goes to. */
export class Search {
  readonly #vocabularies = new Vocabularies();
  readonly #wordRows = new WeakMap<Vocabulary, Map<string, WordRows>>();

  constructor(
    private readonly registers: FreshRegister,
    private readonly ways: HouseWays,
    private readonly places: PlaceTables,
    private readonly assets: Pick<AssetStore, 'byIds'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes everything into memory before the first question; what fails now is tried again with it. */
  warm(): void {
    Promise.all([this.registers.current(), this.ways.plans()]).catch(() => undefined);
  }

  async find({ q, near, limit }: Asked, asker: Asker): Promise<SearchAnswer> {
    const [register, plans] = await Promise.all([this.registers.current(), this.ways.plans()]);
    const vocabulary = this.#vocabularies.of(register, plans, asker.visibility);
    const question = understand(q, vocabulary);
    const start = startOf(question, near, plans, asker.visibility);
    const asking = { ...asker, start: start && from(start, plans) };
    const found = await this.#ranked(question, register, plans, vocabulary, asking, limit + moreRanked);
    const ids = found.rows.slice(0, limit).map((row) => register.ids[row]);
    const views = ids.length === 0 ? [] : await this.assets.byIds(ids, asker.visibility, asker.userId);
    return {
      understood: understoodOf(question, found, views, start),
      near: start && { name: start.name, floorId: start.floorId, x: start.x, y: start.y },
      results: views.map((view) => this.#foundOf(view, register, asking)),
      // What went out of sight between the two questions is no match.
      total: found.total - (ids.length - views.length),
    };
  }

  /** What fits as it was written, or else as it may have been meant. */
  async #ranked(
    question: Question,
    register: Register,
    plans: HousePlans,
    vocabulary: Vocabulary,
    asking: Asking,
    most: number,
  ): Promise<{ rows: number[]; total: number; exact: boolean }> {
    const places = this.places.of(register, plans, this.now());
    const { statuses, inZones } = question;
    const rankOf = async (words: readonly string[], mistyped: boolean) => {
      const rows = await Promise.all(words.map((word) => this.#rowsOf(word, register, plans, vocabulary, mistyped)));
      const ranked = rank(register, places, { words: rows, statuses, inZones }, asking, most);
      return { ...ranked, exact: ranked.rows.length > 0 && rows.some(({ exact }) => hasBit(exact, ranked.rows[0])) };
    };
    let found = await rankOf(question.words, false);
    if (found.total === 0 && question.words.length > 0) found = await rankOf(question.words, true);
    if (found.total === 0 && isHalfTyped(question.words)) found = await rankOf(question.words.slice(0, -1), false);
    return found;
  }

  /** What a word fits, for those who see the same; found once while register and plans stay as they are. */
  async #rowsOf(
    word: string,
    register: Register,
    plans: HousePlans,
    vocabulary: Vocabulary,
    mistyped: boolean,
  ): Promise<WordRows> {
    let known = this.#wordRows.get(vocabulary);
    if (!known) this.#wordRows.set(vocabulary, (known = new Map()));
    const key = `${mistyped} ${word}`;
    let rows = known.get(key);
    if (!rows) {
      const { store } = this.registers;
      const alike = mistyped ? await register.alike(word, (asked) => store.alike(asked)) : null;
      rows = rowsOf(word, register, plans, vocabulary, alike);
      if (known.size >= mostWords) known.delete(known.keys().next().value!);
      known.set(key, rows);
    }
    return rows;
  }

  #foundOf(view: AssetView, register: Register, { start }: Asking): FoundAsset {
    const { position } = view;
    const reach = isPushed(view.icon) ? start?.onWheels : start?.onFoot;
    const way = (position && reach?.to(position)) ?? null;
    const row = register.rowOf(view.id);
    const doubted = row !== undefined && hasBit(register.doubted, row);
    return {
      ...view,
      walkS: way && Math.round(way.seconds),
      walkM: way && Math.round(way.metres),
      sureness: position === null ? 0 : Math.round(100 * this.#sureness(position, doubted)) / 100,
      obstacles: obstaclesOf(view, doubted),
    };
  }

  #sureness(position: NonNullable<AssetView['position']>, doubted: boolean): number {
    const { freshness, reportingIntervalMs, radius90M, zoneId, zones } = position;
    const chance = zones.find((zone) => zone.zoneId === zoneId)?.probability ?? (zones.length === 0 ? 1 : 0.01);
    const ageMs = this.now() - Date.parse(position.observedAt);
    return surenessOf({
      freshness,
      ageMs,
      reportingIntervalMs,
      zoneChance: zoneId === null ? null : chance,
      radius90M,
      doubted,
    });
  }
}

/** @param alike rows with a word much like it, when typing errors are forgiven; null when not */
function rowsOf(
  word: string,
  register: Register,
  plans: HousePlans,
  vocabulary: Vocabulary,
  alike: Bits | null,
): WordRows {
  const plain = register.matching(word);
  const least = alike ? fits.mistyped : fits.inside;
  const fit = noBits(register.size);
  addBits(fit, plain.fit);
  addBits(fit, register.named(word, least));
  if (alike) addBits(fit, alike);
  let zones: Uint8Array | null = null;
  const departmentFits = fitsOf(word, vocabulary.departments);
  const departments = new Set(
    vocabulary.departments.filter((_, at) => departmentFits[at] >= least).map(({ name }) => name),
  );
  const zoneFits = fitsOf(word, vocabulary.zones);
  vocabulary.zones.forEach(({ of }, at) => {
    if (zoneFits[at] < least && (of.department === null || !departments.has(of.department))) return;
    zones ??= new Uint8Array(plans.ways.zoneIds.length);
    zones[of.at] = 1;
  });
  return { fit, exact: plain.exact, zones };
}

/** Where ways begin: what the question says, or else what was given beside it. */
function startOf(
  { near }: Question,
  given: string | undefined,
  plans: HousePlans,
  { siteIds }: Visibility,
): ToldPlace | null {
  if (near !== null && near !== 'me')
    return plans.placeOf(
      'zone' in near
        ? { kind: 'zone', zoneId: near.zone.of.id }
        : { kind: 'department', department: near.department.name },
      siteIds,
    );
  return given === undefined ? null : plans.placeOf(readNear(given), siteIds);
}

function from(place: ToldPlace, plans: HousePlans): Asking['start'] {
  const onFoot = plans.reach(place, true);
  const onWheels: Reach | null = plans.reach(place, false);
  if (!onFoot || !onWheels) return null;
  const zone = plans.zoneAt(plans.ways.zoneNear(place)?.zoneId ?? 0);
  return { floorId: place.floorId, x: place.x, y: place.y, zone, onFoot, onWheels };
}

/** Words that are a number of what was found are told as that; "near me" is told by the name of the place. */
function understoodOf(
  { understood, near }: Question,
  { exact }: { exact: boolean },
  views: readonly AssetView[],
  start: ToldPlace | null,
): SearchAnswer['understood'] {
  return understood.map((part) => {
    if (part.as === 'near' && near === 'me' && start) return { ...part, name: start.name };
    return part.as === 'words' && exact && views[0] ? { ...part, as: 'number' as const, name: views[0].number } : part;
  });
}

/** Whether the last of several words may be the beginning of one that says where, or how ready, it should be. */
function isHalfTyped(words: readonly string[]): boolean {
  const last = words.at(-1);
  if (last === undefined || words.length < 2) return false;
  return [...nearWords, ...inWords, ...statusWords.keys()].some((word) => word.startsWith(last));
}
