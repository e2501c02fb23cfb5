import type { Configuration } from '#contracts/configuration';
import type { SessionTimeouts } from '#storage/session-store';

/** How long sessions last by the settings. */
export function sessionTimeouts(configuration: Configuration): SessionTimeouts {
  return {
    sharedIdleS: configuration.WARDMAP_SHARED_IDLE_MINUTES * 60,
    sharedS: configuration.WARDMAP_SHARED_SESSION_HOURS * 3600,
    ownIdleS: configuration.WARDMAP_OWN_IDLE_MINUTES * 60,
    ownS: configuration.WARDMAP_OWN_SESSION_HOURS * 3600,
  };
}
