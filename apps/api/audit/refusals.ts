import type { Logger } from 'pino';
import type { AuditTrail, NewAuditEvent } from '#storage/audit-trail';
import { networkOf } from '../limits/rate-limits.js';

/** One refusal of a kind is recorded at once, its repetitions together after this time, milliseconds. */
const gatherMs = 60_000;
/**
 * So many networks of strangers are told apart in that time; more are counted together, so that nobody can flood the
 * trail. Those who are known are not counted in: there are only so many of them, and each is refused so many kinds of things.
 */
const mostNetworks = 60;

interface Gathered {
  event: NewAuditEvent;
  again: number;
}

/** Records who was turned away. An attacker's thousand attempts are a handful of events with their number. */
export class Refusals {
  private known = new Map<string, Gathered>();
  private strangers = new Map<string, Gathered>();
  private others = 0;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly trail: Pick<AuditTrail, 'append'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /**
   * Takes a refusal. Of one actor for one permission or kind of thing, or of strangers in one network, the first is written at
   * once. The subject of an event about a known actor must be one of a few, never what they asked for.
   */
  add(event: NewAuditEvent): void {
    const { actor, subject, address } = event;
    const isStranger = actor.kind === 'stranger';
    const among = isStranger ? this.strangers : this.known;
    const kind = isStranger ? networkOf(address) : JSON.stringify([actor.kind, actor.id, subject]);
    const gathered = among.get(kind);
    if (gathered) gathered.again++;
    else if (isStranger && among.size >= mostNetworks) this.others++;
    else {
      among.set(kind, { event, again: 0 });
      this.write(event);
    }
    this.startTimer();
  }

  /** Writes what was gathered. Resolves when everything is in the trail. */
  async close(): Promise<void> {
    this.settle();
    if (this.timer) clearTimeout(this.timer);
    await this.writing;
  }

  private settle(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.known = this.repeated(this.known);
    this.strangers = this.repeated(this.strangers);
    if (this.others > 0)
      this.write({
        actor: { kind: 'stranger', id: null, name: 'many others' },
        ...{ action: 'access.refused', subjectKind: 'route', subject: 'many', address: '', requestId: '' },
        after: { again: this.others },
      });
    this.others = 0;
    if (this.known.size + this.strangers.size > 0) this.startTimer();
  }

  /** Writes the repetitions. @returns those who go on, and are counted on: one event a minute */
  private repeated(gathered: ReadonlyMap<string, Gathered>): Map<string, Gathered> {
    const still = new Map<string, Gathered>();
    for (const [kind, { event, again }] of gathered) {
      if (again === 0) continue;
      this.write({ ...event, after: { again } });
      still.set(kind, { event, again: 0 });
    }
    return still;
  }

  private startTimer(): void {
    this.timer ??= setTimeout(() => this.settle(), gatherMs);
    this.timer.unref();
  }

  /** One after another; a trail that cannot be written now must not keep the refusal itself from being answered. */
  private write(event: NewAuditEvent): void {
    this.writing = this.writing
      .then(() => this.trail.append(event))
      .catch((error: unknown) => this.log.warn({ err: error }, 'a refusal was not recorded'));
  }
}
