import type { RegisterAssets } from '#contracts/assets';
import type { AssetStore } from '#storage/asset-store';
import type { AuditTrail } from '#storage/audit-trail';
import type { PrivacyStore } from '#storage/privacy-store';
import { AssetOutOfSight, PersonInKit } from '#storage/register-assets';
import type { Actor } from '../access/actor.js';
import { outOfSightEvent } from '../audit/out-of-sight-event.js';
import type { Refusals } from '../audit/refusals.js';
import { ProblemException } from '../problems/problem-exception.js';
import { changeRules } from './change-rules.js';

/** Changes of assets: only of what somebody sees, and each recorded with what was before. */
export class AssetChanging {
  constructor(
    private readonly assets: Pick<AssetStore, 'register' | 'retire' | 'hiddenAmong'>,
    private readonly privacy: Pick<PrivacyStore, 'current'>,
    private readonly trail: AuditTrail,
    private readonly refusals: Pick<Refusals, 'add'>,
  ) {}

  /**
   * @returns how many assets were registered
   * @throws ProblemException 409 for a person's tag where none may be located, and for a number or tag that cannot be
   *   had; 403 for an asset that whoever registers it would not be shown
   */
  async register(assets: RegisterAssets['assets'], actor: Actor): Promise<number> {
    if (assets.some(({ person }) => person) && !(await this.privacy.current()).enabled)
      throw new ProblemException(
        409,
        'No tag may be carried by a person here: an administrator has to switch that on, with a reason, under privacy.',
      );
    try {
      return await this.assets.register(
        assets,
        changeRules(actor, this.trail, () => 'asset.change'),
      );
    } catch (error) {
      if (error instanceof PersonInKit)
        throw new ProblemException(
          409,
          `The asset ${error.number} cannot be carried by a person: it is a kit, or part of one, and tells where the others are.`,
        );
      if (!(error instanceof AssetOutOfSight)) throw error;
      if (error.why === 'hidden') this.refusals.add(outOfSightEvent(actor, 'asset', error.number));
      throw problemOf(error, actor);
    }
  }

  /** Those that are not shown to who asks stay, and the attempt is recorded. @returns how many were in service */
  async retire(numbers: readonly string[], actor: Actor): Promise<number> {
    const hidden = await this.assets.hiddenAmong(numbers, actor.visibility);
    if (hidden.length > 0) this.refusals.add(outOfSightEvent(actor, 'asset', hidden));
    return this.assets.retire(
      numbers,
      changeRules(actor, this.trail, ({ after }) => (after.retired ? 'asset.retire' : 'asset.change')),
    );
  }
}

/** What is in use elsewhere is not described further: whoever asks does not see it. */
function problemOf({ why, number }: AssetOutOfSight, { visibility }: Actor): ProblemException {
  if (why === 'hidden')
    return new ProblemException(409, `The asset ${number} cannot be registered: its number or its tag is not free.`);
  const own = visibility.departments?.join(', ');
  return new ProblemException(
    403,
    `The asset ${number} would be out of your own sight: ${own ? `register it for one of ${own}` : 'you are not shown what persons carry'}.`,
  );
}
