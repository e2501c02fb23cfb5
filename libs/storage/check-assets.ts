import { attributeTroubles } from '#contracts/attribute-values';
import { seesAsset } from '#contracts/visibility';
import type { AssetFacts } from './asset-changes.js';
import type { RegisterHouse } from './register-house.js';
import type { AssetWrite } from './write-assets.js';

/** The field of an asset that something is wrong with. */
export type AssetField = keyof AssetWrite | `attributes.${string}`;

/** What is wrong with a field of an asset that is to be written, and what would be right. */
export interface AssetTrouble {
  field: AssetField;
  reason: string;
  /** Wrong by itself; not allowed to who asks; or not free, or not in keeping with what else is there. */
  status: 400 | 403 | 409;
  /** It is because of something that who asks does not see. */
  hidden?: true;
}

/** Assets that are to be written together, and what they are checked against. */
export class AssetChecks {
  readonly #writes: Map<string, AssetWrite>;
  readonly #carriers: Map<string, string>;
  readonly #partsOf = new Map<string, string[]>();
  readonly #zoneIds: Set<number>;

  /** @param renamed the number until now of assets that get another, by the new one */
  constructor(
    private readonly house: RegisterHouse,
    writes: readonly AssetWrite[],
    private readonly renamed: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#writes = new Map(writes.map((write) => [renamed.get(write.number) ?? write.number, write]));
    this.#carriers = new Map(
      [...house.assets.values()].flatMap(({ facts }) => (facts.tagKey === null ? [] : [[facts.tagKey, facts.number]])),
    );
    this.#zoneIds = new Set(house.zones.values());
    for (const { kit, part } of house.parts) if (!this.#writes.has(part)) this.#addPart(kit, part);
    for (const [number, { kitNumber }] of this.#writes) if (kitNumber !== null) this.#addPart(kitNumber, number);
  }

  #addPart(kit: string, part: string): void {
    const parts = this.#partsOf.get(kit);
    if (parts) parts.push(part);
    else this.#partsOf.set(kit, [part]);
  }

  /** Everything that is wrong with one of them, or nothing. */
  troublesWith(write: AssetWrite): AssetTrouble[] {
    const known = this.house.assets.get(this.renamed.get(write.number) ?? write.number);
    if (known && !known.seen)
      return [{ field: 'number', reason: `the number ${write.number} is not free`, status: 409, hidden: true }];
    const before = known && !known.facts.retired ? known.facts : null;
    return [
      ...this.#type(write, before),
      ...this.#homeZone(write, before),
      ...this.#kit(write, before),
      ...this.#tag(write),
      ...this.#person(write, before),
      ...this.#sight(write),
    ];
  }

  #type({ typeKey, attributes }: AssetWrite, before: AssetFacts | null): AssetTrouble[] {
    const type = this.house.types.get(typeKey);
    if (!type) return [{ field: 'typeKey', reason: `there is no type with the key "${typeKey}"`, status: 400 }];
    // What is as it was does not have to fit attributes that the type was given since.
    if (before?.typeKey === typeKey && before.attributes === attributes) return [];
    return attributeTroubles(type.attributes, attributes, type.name).map(({ key, reason }) => ({
      field: `attributes.${key}` as const,
      ...{ reason, status: 400 },
    }));
  }

  #homeZone({ homeZoneId }: AssetWrite, before: AssetFacts | null): AssetTrouble[] {
    if (homeZoneId === null || homeZoneId === before?.homeZoneId) return [];
    if (this.#zoneIds.has(homeZoneId)) return [];
    return [{ field: 'homeZoneId', reason: `there is no zone with the id ${homeZoneId}`, status: 400 }];
  }

  #kit(write: AssetWrite, before: AssetFacts | null): AssetTrouble[] {
    const { kitNumber } = write;
    const number = this.renamed.get(write.number) ?? write.number;
    const trouble = (reason: string): AssetTrouble[] => [{ field: 'kitNumber', reason, status: 409 }];
    if (kitNumber === null || kitNumber === before?.kitNumber) return [];
    if (kitNumber === number) return trouble('it cannot be a part of itself');
    const known = this.house.assets.get(kitNumber);
    const kit = this.#writes.get(kitNumber) ?? (known && !known.facts.retired && known.seen ? known.facts : null);
    if (!kit) return [{ ...trouble(`there is no asset in service with the number "${kitNumber}"`)[0], status: 400 }];
    if (kit.kitNumber !== null) return trouble(`${kitNumber} is part of a kit itself; a kit cannot be part of another`);
    if (kit.person) return trouble(`${kitNumber} is carried by a person, and cannot be a kit`);
    if (this.#partsOf.has(number)) return trouble(`it has parts of its own; a kit cannot be part of another`);
    return [];
  }

  #tag(write: AssetWrite): AssetTrouble[] {
    const { tagKey } = write;
    const number = this.renamed.get(write.number) ?? write.number;
    const carrier = tagKey === null ? undefined : this.#carriers.get(tagKey);
    if (carrier === undefined || carrier === number) return [];
    const givenUp = this.#writes.get(carrier);
    if (givenUp && givenUp.tagKey !== tagKey) return [];
    const { seen, facts } = this.house.assets.get(carrier)!;
    const reason = seen ? `the tag ${tagKey} is on ${carrier} (${facts.name})` : `the tag ${tagKey} is not free`;
    return [{ field: 'tagKey', reason, status: 409, ...(!seen && { hidden: true }) }];
  }

  #person(write: AssetWrite, before: AssetFacts | null): AssetTrouble[] {
    const trouble = (reason: string): AssetTrouble[] => [{ field: 'person', reason, status: 409 }];
    if (!write.person) return [];
    if (!this.house.personsLocated && !before?.person)
      return trouble(
        'no tag may be carried by a person here: an administrator has to switch that on, with a reason, under privacy',
      );
    // Where a part is tells where its kit is, also to those who are not shown persons.
    if (write.kitNumber !== null || this.#partsOf.has(this.renamed.get(write.number) ?? write.number))
      return trouble('what a person carries cannot be a kit, or part of one');
    return [];
  }

  #sight({ department, person }: AssetWrite): AssetTrouble[] {
    const { visibility } = this.house;
    if (seesAsset(visibility, { department, person, siteId: null })) return [];
    if (person && !visibility.persons)
      return [
        {
          field: 'person',
          reason: 'it would be out of your own sight: you are not shown what persons carry',
          status: 403,
        },
      ];
    const own = (visibility.departments ?? []).join(', ');
    return [
      { field: 'department', reason: `it would be out of your own sight: register it for one of ${own}`, status: 403 },
    ];
  }
}
