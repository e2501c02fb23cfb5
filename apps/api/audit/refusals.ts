import type { Logger } from 'pino';
import type { AuditTrail, NewAuditEvent } from '#storage/audit-trail';

/** One refusal of a kind is recorded at once, its repetitions together after this time, milliseconds. */
const gatherMs = 60_000;
/** So many kinds are told apart in that time; more are counted together, so that nobody can flood the trail. */
const mostApart = 60;

interface Gathered {
  event: NewAuditEvent;
  again: number;
}

/** Records who was turned away. An attacker's thousand attempts are a handful of events with their number. */
export class Refusals {
  private gathered = new Map<string, Gathered>();
  private others = 0;
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly trail: Pick<AuditTrail, 'append'>,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /** Takes a refusal. Of one actor for one permission, or of strangers at one address, the first is written at once. */
  add(event: NewAuditEvent): void {
    const { actor, subject, address } = event;
    const kind = JSON.stringify(actor.kind === 'stranger' ? [address] : [actor.kind, actor.id, subject]);
    const known = this.gathered.get(kind);
    if (known) known.again++;
    else if (this.gathered.size >= mostApart) this.others++;
    else {
      this.gathered.set(kind, { event, again: 0 });
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
    const still = new Map<string, Gathered>();
    for (const [kind, { event, again }] of this.gathered) {
      if (again === 0) continue;
      this.write({ ...event, after: { again } });
      // Whoever goes on is counted on: one event a minute.
      still.set(kind, { event, again: 0 });
    }
    if (this.others > 0)
      this.write({
        actor: { kind: 'stranger', id: null, name: 'many others' },
        ...{ action: 'access.refused', subjectKind: 'route', subject: 'many', address: '', requestId: '' },
        after: { again: this.others },
      });
    this.gathered = still;
    this.others = 0;
    if (still.size > 0) this.startTimer();
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
