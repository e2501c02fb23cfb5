import { readingBatchSchema, type ReadingsAccepted } from '#contracts/readings';
import type { KeyActor } from '../access/actor.js';
import type { Hearing } from '../hearing/hearing.js';
import type { Directory } from '../directory/directory.js';
import { invalidInput } from '../problems/problem-exception.js';
import { type Backlog, turnAwayWhenFull } from './backlog.js';
import { checkReadings, type CheckedBatch } from './check-readings.js';
import type { GroupCommit } from './group-commit.js';
import { correctedTime, timeRule, type TimeRule } from './observed-time.js';
import { ReadingColumns } from './reading-columns.js';
import type { SenderClocks } from './sender-clocks.js';
import type { UnassignedTally } from './unassigned-tally.js';

/** Where readings enter: checks, refuses what is too much, and waits until the rest is durable. */
export class ReadingsDoor {
  private readonly columns = new ReadingColumns();

  constructor(
    private readonly directory: Directory,
    private readonly backlog: Backlog,
    private readonly groups: GroupCommit,
    private readonly unassigned: UnassignedTally,
    private readonly clocks: SenderClocks,
    private readonly hearing: Pick<Hearing, 'heard'>,
    private readonly settings: { partitions: number; maxAgeHours: number },
  ) {}

  /**
   * Takes a parsed body.
   * @param receivedAt when the request came, milliseconds since 1970
   * @param sender the key it came with
   * @throws ProblemException 400 no batch, 403 another's reader, 429 too much waiting (nothing was accepted), 503 not durable
   */
  async take(body: unknown, receivedAt: number, sender: Pick<KeyActor, 'id' | 'readerIds'>): Promise<ReadingsAccepted> {
    const envelope = readingBatchSchema.safeParse(body);
    if (!envelope.success) throw invalidInput('The body is not a batch of readings', envelope.error);
    const { readings, sentAt } = envelope.data;
    const { columns, groups } = this;
    const shiftMs = sentAt === undefined ? 0 : this.clocks.shiftMs(sender.id, readings[0], receivedAt - sentAt);
    const rule = timeRule(receivedAt, this.settings.maxAgeHours, shiftMs);
    const { partitions } = this.settings;
    const { rejected, unknown } = checkReadings(readings, rule, this.directory, partitions, columns, sender.readerIds);
    turnAwayWhenFull(this.backlog, groups, columns, 'readings');
    this.noteReaders(unknown, rule);
    const accepted = columns.count;
    const durable = accepted > 0 ? groups.commit(columns, receivedAt) : null;
    let unknownReader = 0;
    for (const { reading, reader, tag } of unknown) {
      if (reader) unknownReader++;
      this.unassigned.count(reading, reader, tag, receivedAt);
    }
    await durable;
    return { accepted, rejected, ignored: { unknownReader, unknownTag: unknown.length - unknownReader } };
  }

  /** Every reading shows that its reader is alive, whoever's tag it heard. */
  private noteReaders(unknown: CheckedBatch['unknown'], rule: TimeRule): void {
    const newest = new Map<number, number>();
    const note = (readerId: number, at: number) => {
      if (at > (newest.get(readerId) ?? -Infinity)) newest.set(readerId, at);
    };
    const { count, readerId, observedAt } = this.columns;
    for (let row = 0; row < count; row++) note(readerId[row], observedAt[row]);
    for (const { reading, reader } of unknown) {
      const id = reader ? undefined : this.directory.readerId(reading.readerKey);
      if (id !== undefined) note(id, correctedTime(reading.observedAt, rule));
    }
    for (const [id, at] of newest) this.hearing.heard(id, at, rule.receivedAt);
  }
}
