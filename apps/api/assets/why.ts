import type { Visibility } from '#contracts/visibility';
import type { AssetWhy } from '#contracts/why';
import { explain, type Explanation } from '#pipeline/explain';
import { decodeTagState } from '#pipeline/state-codec';
import type { Remembered, RememberedStore } from '#storage/remembered-store';
import type { SpokenLanguage } from '../http/spoken-language.js';
import type { FloorModels } from '../directory/floor-models.js';
import type { Hearing } from '../hearing/hearing.js';
import { isSilent } from '../hearing/reader-rhythms.js';
import { whyWordsDe } from './why-words-de.js';
import { whyWordsEn } from './why-words.js';

/** A tag that has not been further than this, or its radius, from its place has rested there; metres. */
const restM = 2;

/** Answers why an asset is shown where it is, from what the pipeline remembers of its tag. */
export class Why {
  constructor(
    private readonly store: RememberedStore,
    private readonly floors: FloorModels,
    private readonly hearing: Pick<Hearing, 'statusOf'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** null: the asset was never heard, or is out of sight. Readers on sites out of sight are left out. */
  async of(assetId: number, visibility: Visibility, language: SpokenLanguage = 'en'): Promise<AssetWhy | null> {
    const words = language === 'de' ? whyWordsDe : whyWordsEn;
    const remembered = await this.store.ofAsset(assetId, visibility);
    if (!remembered) return null;
    const explanation = await this.explained(remembered);
    const zones = await this.zoneNames(remembered, explanation);
    const readers = await this.store.readers(readerIds(explanation), visibility.siteIds);
    const inSight = (one: { readerId: number }) => readers.has(one.readerId);
    const zone = (id: number | null) => (id === null ? words.outside : (zones.get(id) ?? `zone ${id}`));
    const reader = (id: number) => readers.get(id)?.name ?? `reader ${id}`;
    const missing = (explanation?.missing ?? []).filter(inSight).map((one) => ({
      readerId: one.readerId,
      name: reader(one.readerId),
      expectedDbm: tenth(one.expectedDbm),
      distanceM: tenth(one.distanceM),
      silent: isSilent(this.hearing.statusOf(one.readerId), this.now()),
    }));
    const rests = explanation?.atRest ?? true;
    const since = rests ? await this.store.restingSince(remembered, Math.max(restM, remembered.radius90M)) : null;
    return {
      observedAt: new Date(remembered.observedAt).toISOString(),
      method: remembered.method,
      radius90M: remembered.radius90M,
      ambiguous: remembered.ambiguous,
      zones: remembered.zones.map((chance) => ({ ...chance, zoneName: zone(chance.zoneId) })),
      remembered: explanation !== null,
      atRest: explanation?.atRest ?? null,
      restingSince: since === null ? null : new Date(since).toISOString(),
      readers: (explanation?.readers ?? []).filter(inSight).map((one) => ({
        readerId: one.readerId,
        name: reader(one.readerId),
        floorName: this.otherFloor(readers.get(one.readerId), remembered),
        levelDbm: tenth(one.levelDbm),
        expectedDbm: one.expectedDbm === null ? null : tenth(one.expectedDbm),
        packets: one.packets,
        heardAt: one.heardAt === null ? null : new Date(one.heardAt).toISOString(),
        distanceM: one.distanceM === null ? null : tenth(one.distanceM),
      })),
      missing,
      told: (explanation?.told ?? [])
        .filter((one) => one.kind !== 'portal' || inSight(one))
        .map((one) => ({ kind: one.kind, words: words.told(one, { zone, reader }) })),
      changes: [
        ...(explanation?.changes ?? [])
          .filter((change) => change.kind !== 'level' || inSight(change))
          .map((change) => ({
            kind: change.kind,
            words: words.change(change, zone(remembered.zoneId), { zone, reader }),
          })),
        ...missing
          .filter(({ silent }) => silent)
          .map(({ name }) => ({ kind: 'silent-reader' as const, words: words.silent(name) })),
      ],
    };
  }

  /** A state of another version, of a floor that is gone, or without any evidence explains nothing. */
  private async explained(remembered: Remembered): Promise<Explanation | null> {
    const state = decoded(remembered);
    const house = await this.floors.model(remembered.floorId);
    if (!state || !house || state.evidence.count === 0) return null;
    return explain(house, state, remembered);
  }

  private zoneNames(remembered: Remembered, explanation: Explanation | null): Promise<Map<number, string>> {
    const named = [
      remembered.zoneId,
      ...remembered.zones.map(({ zoneId }) => zoneId),
      ...(explanation?.changes ?? []).map((change) => ('zoneId' in change ? change.zoneId : null)),
      ...(explanation?.told ?? []).flatMap((one) => (one.kind === 'portal' ? [one.fromZoneId, one.zoneId] : [])),
    ];
    return this.store.zones([...new Set(named.filter((id) => id !== null))]);
  }

  private otherFloor(
    reader: { floorId: number; floorName: string } | undefined,
    { floorId }: Remembered,
  ): string | null {
    return reader && reader.floorId !== floorId ? reader.floorName : null;
  }
}

function decoded({ tagId, state }: Remembered) {
  try {
    return decodeTagState(tagId, state);
  } catch (error) {
    // Bytes that end too early: as good as a state of another version.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readerIds(explanation: Explanation | null): number[] {
  if (!explanation) return [];
  const portals = explanation.told.flatMap((one) => (one.kind === 'portal' ? [one] : []));
  return [...explanation.readers, ...explanation.missing, ...portals].map(({ readerId }) => readerId);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
