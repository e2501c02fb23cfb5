import { Controller, Delete, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { assetTypeListSchema, typeKeySchema, writeAssetTypeSchema } from '#contracts/asset-types';
import { AssetTypeStore, type TypeChange, TypeInUse, type WriteAssetType } from '#storage/asset-type-store';
import { AuditTrail } from '#storage/audit-trail';
import type { Actor } from '../access/actor.js';
import { Needs } from '../access/needs.js';
import { Who } from '../access/who.js';
import { eventOf } from '../audit/event-of.js';
import { DirectoryChanges } from '../directory/directory-changes.js';
import { checked, JsonBody } from '../http/checked.js';
import { Answers } from '../interface/answers.js';
import { ProblemException } from '../problems/problem-exception.js';

@Controller('api/v1/asset-types')
export class AssetTypesController {
  constructor(
    @Inject(AssetTypeStore) private readonly types: AssetTypeStore,
    @Inject(AuditTrail) private readonly trail: AuditTrail,
    @Inject(DirectoryChanges) private readonly changes: DirectoryChanges,
  ) {}

  @Get()
  @Needs('assets.see')
  @Answers(assetTypeListSchema, 'Types of equipment by name')
  async list(@Who() { visibility }: Actor): Promise<z.output<typeof assetTypeListSchema>> {
    return { types: await this.types.list(visibility) };
  }

  @Put(':typeKey')
  @Needs('types.change')
  @HttpCode(204)
  @Answers(null, 'The type is made, or changed')
  async write(
    @Param('typeKey', checked(typeKeySchema, 'path')) typeKey: string,
    @JsonBody(checked(writeAssetTypeSchema)) type: WriteAssetType,
    @Who() actor: Actor,
  ): Promise<void> {
    await this.types.write(typeKey, type, this.#note(actor, typeKey));
    await this.changes.announce();
  }

  @Delete(':typeKey')
  @Needs('types.change')
  @HttpCode(204)
  @Answers(null, 'The type is gone')
  async remove(@Param('typeKey', checked(typeKeySchema, 'path')) typeKey: string, @Who() actor: Actor): Promise<void> {
    let removed: boolean;
    try {
      removed = await this.types.remove(typeKey, actor.visibility, this.#note(actor, typeKey));
    } catch (error) {
      if (error instanceof TypeInUse) throw new ProblemException(409, inUse(error));
      throw error;
    }
    if (!removed) throw new ProblemException(404, `There is no type with the key "${typeKey}".`);
    await this.changes.announce();
  }

  #note(actor: Actor, key: string) {
    return (client: Parameters<AuditTrail['appendAll']>[1], change: TypeChange) =>
      this.trail.append(eventOf(actor, 'type.change', 'asset type', key, change), client);
  }
}

function inUse({ typeName, inService, retired }: TypeInUse): string {
  const of = (count: number) => `${count} ${count === 1 ? 'asset' : 'assets'}`;
  const counts = [inService > 0 && `${of(inService)} in service`, retired > 0 && `${of(retired)} out of service`];
  const named = counts.filter((count) => count !== false).join(' and ');
  return named === ''
    ? `The type ${typeName} cannot go: assets, rules for statuses or stock levels still name it.`
    : `The type ${typeName} cannot go: ${named} ${inService + retired === 1 ? 'is' : 'are'} of it.`;
}
