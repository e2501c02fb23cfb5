import type pg from 'pg';
import type { z } from 'zod';
import type { ChangeAsset, CreateAsset, pairingListSchema } from '#contracts/assets';
import { fittingValues } from '#contracts/attribute-values';
import { normaliseKey } from '#contracts/readings';
import type { Visibility } from '#contracts/visibility';
import type { AssetChangeRules, AssetFacts } from './asset-changes.js';
import { AssetChecks, type AssetTrouble } from './check-assets.js';
import { attributesOf, changedMeanwhile } from './changed-meanwhile.js';
import type { Database } from './database.js';
import { countDirectoryChange } from './directory-version.js';
import { inTransaction } from './in-transaction.js';
import { blankAsset, writeOf } from './register-assets.js';
import { readRegisterHouse, type RegisterHouse, type Wanted } from './register-house.js';
import { assetSeen, seenValues } from './visible.js';
import { type AssetWrite, writeAssets } from './write-assets.js';

export type Pairings = z.infer<typeof pairingListSchema>;

/** An asset cannot be written as it was given; nothing was. */
export class WrongAsset extends Error {
  constructor(readonly troubles: readonly AssetTrouble[]) {
    super(troubles.map(({ field, reason }) => `${field}: ${reason}`).join('; '));
  }
}

/** What a change leaves out stays. A type that is changed keeps the values that fit the new one. */
export function changedAsset(
  known: { id: number; facts: AssetFacts },
  change: ChangeAsset,
  { types }: Pick<RegisterHouse, 'types'>,
): AssetWrite {
  const { expected = {}, ...fields } = change;
  // What is sent as it was seen is no change, whatever it is by now.
  const given: ChangeAsset = Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => value !== undefined && value !== expected[field as keyof typeof expected],
    ),
  );
  if (given.attributes) given.attributes = attributesOf(known, change, { types });
  const before = writeOf(known.id, known.facts);
  const type =
    change.typeKey === undefined || change.typeKey === before.typeKey ? undefined : types.get(change.typeKey);
  const attributes = type ? fittingValues(type.attributes, before.attributes) : before.attributes;
  return { ...before, attributes, ...given };
}

/** Changes of single assets of the register, each checked against everything else that is there. */
export class AssetRegister {
  constructor(private readonly database: Database) {}

  /**
   * Takes a new asset into the register; the number of a retired one serves again.
   * @returns its id
   * @throws WrongAsset
   */
  create(asset: CreateAsset, rules: AssetChangeRules): Promise<number> {
    const tagKey = asset.tagKey == null ? null : normaliseKey(asset.tagKey);
    const wanted = { numbers: [asset.number], tagKeys: [tagKey], kitNumbers: [asset.kitNumber ?? null] };
    return this.#change(wanted, rules, async (client, house) => {
      const known = house.assets.get(asset.number);
      if (known?.seen && !known.facts.retired)
        throw new WrongAsset([
          { field: 'number', reason: `the number ${asset.number} is taken: ${known.facts.name}`, status: 409 },
        ]);
      const given = Object.fromEntries(Object.entries(asset).filter(([, value]) => value !== undefined));
      const write = { ...blankAsset, ...given, tagKey, id: known?.id ?? null } as AssetWrite;
      const changes = await writeOne(client, house, write, rules);
      return changes.find(({ after }) => after.number === asset.number)!.id;
    });
  }

  /**
   * @returns false when there is no such asset in service, or it is not shown to who asks
   * @throws WrongAsset
   */
  change(id: number, change: ChangeAsset, rules: AssetChangeRules): Promise<boolean> {
    return this.#changeOne(
      id,
      rules,
      { kitNumber: change.kitNumber, number: change.number },
      (client, house, known) => {
        const clashes = changedMeanwhile(known, change, house);
        if (clashes.length > 0) throw new WrongAsset(clashes);
        const write = changedAsset(known, change, house);
        const renamed = new Map<string, string>();
        if (write.number !== known.facts.number) {
          renamed.set(write.number, known.facts.number);
          const taken = house.assets.get(write.number);
          const by = taken?.seen
            ? `is taken: ${taken.facts.name}${taken.facts.retired ? ' (retired)' : ''}`
            : 'is not free';
          if (taken)
            throw new WrongAsset([
              {
                field: 'number',
                reason: `the number ${write.number} ${by}`,
                status: 409,
                ...(!taken.seen && { hidden: true }),
              },
            ]);
        }
        return writeOne(client, house, write, rules, renamed);
      },
    );
  }

  /**
   * Puts a tag on an asset; the one it carried comes off.
   * @param move takes it from the asset that carries it now
   * @returns false when there is no such asset in service, or it is not shown to who asks
   * @throws WrongAsset
   */
  pair(id: number, tagKey: string, move: boolean, rules: AssetChangeRules): Promise<boolean> {
    const key = normaliseKey(tagKey);
    return this.#changeOne(id, rules, { tagKey: key }, async (client, house, known) => {
      const write = { ...writeOf(known.id, known.facts), tagKey: key };
      const carrier = [...house.assets.values()].find(({ facts }) => facts.tagKey === key);
      const gives = move && carrier?.seen && carrier.id !== id ? writeOf(carrier.id, carrier.facts) : null;
      const writes = gives ? [write, { ...gives, tagKey: null }] : [write];
      demandRight(new AssetChecks(house, writes), [write]);
      return writeAssets(client, writes, house.assets, rules);
    });
  }

  /** Takes its tag off an asset. @returns false when there is no such asset in service, or it is not shown to who asks */
  unpair(id: number, rules: AssetChangeRules): Promise<boolean> {
    return this.#changeOne(id, rules, {}, (client, house, { id: known, facts }) =>
      writeAssets(client, [{ ...writeOf(known, facts), tagKey: null }], house.assets, rules),
    );
  }

  /**
   * Reads all that is needed for many changes and lets them be planned; what the plan writes, checked there, is written in the
   * same transaction.
   * @param writing null: nothing is written, and nothing held against others
   */
  planned<T>(
    wanted: Wanted,
    visibility: Visibility,
    plan: (house: RegisterHouse) => Promise<T>,
    writing: { writesOf: (plan: T) => readonly AssetWrite[]; rulesOf: (plan: T) => AssetChangeRules } | null,
  ): Promise<T> {
    return inTransaction(this.database.pool, async (client) => {
      if (writing) await countDirectoryChange(client);
      const house = await readRegisterHouse(client, wanted, visibility, writing !== null);
      const planned = await plan(house);
      const writes = writing?.writesOf(planned) ?? [];
      if (writing && writes.length > 0) await writeAssets(client, writes, house.assets, writing.rulesOf(planned));
      return planned;
    });
  }

  /** The tags that an asset carried, newest first; null when there is no such asset in service, or it is out of sight. */
  async pairings(id: number, visibility: Visibility): Promise<Pairings | null> {
    const { rows } = await this.database.pool.query<{ pairings: Pairings['pairings'] }>(
      `SELECT (SELECT coalesce(json_agg(json_build_object('tagKey', tag.key, 'since', ${isoTime('since')},
                 'until', ${isoTime('until')}, 'by', paired_by) ORDER BY since DESC, pairing.id DESC), '[]')
               FROM tag_pairing pairing JOIN tag ON tag.id = pairing.tag_id WHERE pairing.asset_id = asset.id) AS pairings
       FROM asset WHERE asset.id = $4 AND asset.retired_at IS NULL AND ${assetSeen(1)}`,
      [...seenValues(visibility), id],
    );
    return rows[0] ?? null;
  }

  #changeOne(
    id: number,
    rules: AssetChangeRules,
    also: { number?: string; tagKey?: string; kitNumber?: string | null },
    work: (client: pg.ClientBase, house: RegisterHouse, known: { id: number; facts: AssetFacts }) => Promise<unknown>,
  ): Promise<boolean> {
    return inTransaction(this.database.pool, async (client) => {
      await countDirectoryChange(client);
      const { rows } = await client.query<{ number: string }>(
        `SELECT number FROM asset WHERE id = $4 AND retired_at IS NULL AND ${assetSeen(1)}`,
        [...seenValues(rules.visibility), id],
      );
      if (rows.length === 0) return false;
      const numbers = [rows[0].number, ...(also.number === undefined ? [] : [also.number])];
      const wanted = { numbers, tagKeys: [also.tagKey ?? null], kitNumbers: [also.kitNumber ?? null] };
      const house = await readRegisterHouse(client, wanted, rules.visibility, true);
      await work(client, house, house.assets.get(rows[0].number)!);
      return true;
    });
  }

  #change<T>(
    wanted: Wanted,
    rules: AssetChangeRules,
    work: (client: pg.ClientBase, house: RegisterHouse) => Promise<T>,
  ): Promise<T> {
    return inTransaction(this.database.pool, async (client) => {
      // First: its lock puts changes one after another.
      await countDirectoryChange(client);
      return work(client, await readRegisterHouse(client, wanted, rules.visibility, true));
    });
  }
}

function writeOne(
  client: pg.ClientBase,
  house: RegisterHouse,
  write: AssetWrite,
  rules: AssetChangeRules,
  renamed?: ReadonlyMap<string, string>,
) {
  demandRight(new AssetChecks(house, [write], renamed), [write]);
  return writeAssets(client, [write], house.assets, rules);
}

/** @throws WrongAsset */
function demandRight(checks: AssetChecks, writes: readonly AssetWrite[]): void {
  const troubles = writes.flatMap((write) => checks.troublesWith(write));
  if (troubles.length > 0) throw new WrongAsset(troubles);
}

/** A moment as ISO text in UTC, milliseconds kept; null stays null. */
function isoTime(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
