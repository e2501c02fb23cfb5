import type { Logger } from 'pino';
import type { LiveBus } from '#messaging/live-bus';
import type { Directory } from './directory.js';

/** Tells everybody that who is registered has changed. */
export class DirectoryChanges {
  constructor(
    private readonly directory: Directory,
    private readonly bus: Pick<LiveBus, 'publish'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /**
   * Resolves when this process has taken the change over. Other processes that do not get the message find
   * the change by the directory's version a little later, so a failure here fails no request.
   */
  async announce(): Promise<void> {
    const results = await Promise.allSettled([this.directory.refresh(), this.bus.publish('directory-changed', {})]);
    for (const result of results)
      if (result.status === 'rejected') this.log.warn({ err: result.reason as unknown }, 'a change was not announced');
  }
}
