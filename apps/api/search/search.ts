import { isPushed } from '#contracts/asset-types';
import type { AssetView } from '#contracts/assets';
import type { FoundAsset, SearchAnswer } from '#contracts/search';
import { gs1Device } from '#contracts/udi';
import type { Visibility } from '#contracts/visibility';
import type { AssetStore } from '#storage/asset-store';
import type { HousePlans } from '../ways/house-plans.js';
import type { HouseWays } from '../ways/house-ways.js';
import type { ToldPlace } from '../ways/near.js';
import { hasBit } from './bits.js';
import type { FreshRegister } from './fresh-register.js';
import { beginOf, nearbyRanks, nextPage, readPage } from './next-page.js';
import { obstaclesOf } from './obstacles.js';
import { inWords, nearWords } from './place-words.js';
import type { PlaceTables } from './place-table.js';
import { type Asking, rank, type WordRows } from './rank.js';
import type { Register } from './register.js';
import { askingFrom, startOf } from './starts.js';
import { statusPhrases } from './status-words.js';
import { surenessOf } from './sureness.js';
import { type Question, type Reading, understand } from './understand.js';
import { Vocabularies } from './vocabularies.js';
import type { Vocabulary } from './vocabulary.js';
import { WordsFitting } from './word-rows.js';

/** A question as it was asked. */
export interface Asked {
  q: string;
  near?: string | undefined;
  limit: number;
  /** `next` of the page before. */
  after?: string | undefined;
}

interface Asker {
  visibility: Visibility;
  userId: number | null;
}

/** What a question is answered with, and how far. */
interface Look {
  asker: Asker;
  near: string | undefined;
  register: Register;
  plans: HousePlans;
  vocabulary: Vocabulary;
  page: { from: number; most: number };
}

/** What fits a question, read in one way. */
interface Found {
  question: Question;
  start: ToldPlace | null;
  asking: Asking;
  rows: number[];
  total: number;
  /** The first one has a number that was asked for. */
  exact: boolean;
}

/** What is shorter is no UDI. */
const leastUdi = 6;
const anywhere = { statuses: new Set<never>(), inZones: null };

/** Finds equipment: what is asked for, where it is, and what of it somebody best goes to. */
export class Search {
  readonly #vocabularies = new Vocabularies();
  readonly #words = new WordsFitting();

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

  /** @throws BadCursor when `after` is none that a page of this question has given */
  async find({ q, near, limit, after }: Asked, asker: Asker): Promise<SearchAnswer> {
    const before = after === undefined ? null : readPage(after, q, near);
    const [register, plans] = await Promise.all([this.registers.current(), this.ways.plans()]);
    const vocabulary = this.#vocabularies.of(register, plans, asker.visibility);
    const told = before?.told ?? 0;
    const page = { from: told - nearbyRanks, most: told + nearbyRanks + limit };
    const look: Look = { asker, near, register, plans, vocabulary, page };
    const found = this.#scanned(q, look) ?? (await this.#ranked(q, look));
    const { start, asking } = found;
    const ranked = found.rows.map((row) => register.ids[row]);
    const begin = before ? beginOf(ranked, before) : 0;
    const ids = ranked.slice(begin, begin + limit);
    const views = ids.length === 0 ? [] : await this.assets.byIds(ids, asker.visibility, asker.userId);
    const end = { told: begin + ids.length, lastId: ids.at(-1) ?? 0 };
    return {
      understood: understoodOf(found, begin === 0 ? views[0] : undefined),
      near: start && { name: start.name, floorId: start.floorId, x: start.x, y: start.y },
      results: views.map((view) => this.#foundOf(view, register, asking)),
      // What went out of sight between the two questions is no match.
      total: found.total - (ids.length - views.length),
      next: ids.length > 0 && end.told < found.total ? nextPage(q, near, end) : null,
    };
  }

  /** What has the UDI that was scanned; null when the question is none that anything has. */
  #scanned(q: string, look: Look): Found | null {
    if (q.length < leastUdi) return null;
    const rows = look.register.withUdi(q);
    if (rows.every((bits) => bits === 0)) return null;
    const understood = [{ text: q, as: 'words' as const, name: q }];
    const question: Question = { ...anywhere, near: null, words: [], understood };
    const found = this.#rank(question, [{ fit: rows, exact: rows, zones: null }], look);
    return found.total === 0 ? null : found;
  }

  /**
   * What fits as it was written; or else with words for zones that name a type of which there is nothing; or else as it
   * may have been meant.
   */
  async #ranked(q: string, look: Look): Promise<Found> {
    const rankOf = async (question: Question, { mistyped = false, but = 0 } = {}) => {
      const words = question.words.slice(0, question.words.length - but);
      return this.#rank(question, await this.#fitting(words, look, mistyped), look);
    };
    const read = (reading: Reading) => understand(q, look.vocabulary, reading);
    let question = read({});
    let found = await rankOf(question);
    if (found.total > 0) return found;
    if (question.words.some(({ type }) => type) && (await rankOf({ ...question, ...anywhere })).total === 0) {
      found = await rankOf(read({ zonesFirst: true }));
      if (found.total > 0) return found;
    }
    // Another serial number is another device, however much it looks like this one.
    if (gs1Device(q)) return found;
    const guessed = read({ guessing: true });
    if (differ(guessed, question)) {
      question = guessed;
      found = await rankOf(question);
      if (found.total > 0) return found;
    }
    if (question.words.length > 0) found = await rankOf(question, { mistyped: true });
    if (found.total === 0 && isHalfTyped(question.words.map(({ text }) => text)))
      found = await rankOf(question, { but: 1 });
    return found;
  }

  /** Rows that words fit; a word for a type does not fit by the zone where something stands. */
  #fitting(
    words: Question['words'],
    { register, plans, vocabulary }: Look,
    mistyped: boolean,
  ): Promise<readonly WordRows[]> {
    const { store } = this.registers;
    const askAlike = mistyped ? (word: string) => store.alike(word) : null;
    return Promise.all(
      words.map(async ({ text, type }) => {
        const rows = await this.#words.of(text, register, plans, vocabulary, askAlike);
        return type ? { ...rows, zones: null } : rows;
      }),
    );
  }

  #rank(question: Question, words: readonly WordRows[], { asker, near, register, plans, page }: Look): Found {
    const { statuses, inZones } = question;
    const start = startOf(question, near, plans, asker.visibility);
    const asking = { ...asker, start: start && askingFrom(start, plans) };
    const places = this.places.of(register, plans, this.now());
    const { rows, total } = rank(register, places, { words, statuses, inZones }, asking, page);
    const exact = rows.length > 0 && words.some((word) => hasBit(word.exact, rows[0]));
    return { question, start, asking, rows, total, exact };
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

/** Whether two readings of a question took a part of it for something else. */
function differ(one: Question, other: Question): boolean {
  const taken = ({ understood }: Question) => understood.map(({ text, as }) => `${as} ${text}`).join('\n');
  return taken(one) !== taken(other);
}

/** Words that are a number of what was found are told as that; "near me" is told by the name of the place. */
function understoodOf(
  { question: { understood, near }, exact, start }: Found,
  first: AssetView | undefined,
): SearchAnswer['understood'] {
  return understood.map((part) => {
    if (part.as === 'near' && near === 'me' && start) return { ...part, name: start.name };
    return part.as === 'words' && exact && first ? { ...part, as: 'number' as const, name: first.number } : part;
  });
}

/** Whether the last of several words may be the beginning of one that says where, or how ready, it should be. */
function isHalfTyped(words: readonly string[]): boolean {
  const last = words.at(-1);
  if (last === undefined || words.length < 2) return false;
  return [...nearWords, ...inWords, ...statusPhrases].some((word) => word.startsWith(last));
}
