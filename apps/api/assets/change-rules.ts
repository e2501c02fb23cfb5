import type { AuditAction } from '#contracts/audit';
import type { AssetChange, AssetChangeRules } from '#storage/asset-changes';
import type { AuditTrail } from '#storage/audit-trail';
import type { Actor } from '../access/actor.js';
import { eventOf } from '../audit/event-of.js';

/** Events of one statement: so that recording many does not hold up other requests. */
const eventsAtOnce = 1_000;

/** Changes of assets by somebody: only of what they see, and each recorded with what was before. */
export function changeRules(
  actor: Actor,
  trail: Pick<AuditTrail, 'appendAll'>,
  actionFor: (change: AssetChange) => AuditAction,
): AssetChangeRules {
  return {
    visibility: actor.visibility,
    by: actor.name,
    note: async (client, changes) => {
      for (let from = 0; from < changes.length; from += eventsAtOnce) {
        const events = changes.slice(from, from + eventsAtOnce).map((change) => {
          const { before, after } = change;
          return eventOf(actor, actionFor(change), 'asset', after.number, { before, after });
        });
        await trail.appendAll(events, client);
      }
    },
  };
}

/** Recorded as a pairing where the tag changed. */
export function pairingAction({ before, after }: AssetChange): AuditAction {
  return (before?.tagId ?? null) === after.tagId ? 'asset.change' : 'asset.pair';
}
