import { readingBatchSchema, type ReadingsAccepted } from '#contracts/readings';
import type { Directory } from '../directory/directory.js';
import { invalidInput, ProblemException } from '../problems/problem-exception.js';
import type { Backlog } from './backlog.js';
import { checkReadings } from './check-readings.js';
import type { GroupCommit } from './group-commit.js';
import { timeRule } from './observed-time.js';
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
    private readonly settings: { partitions: number; maxAgeHours: number },
  ) {}

  /**
   * Takes a parsed body.
   * @param receivedAt when the request came, milliseconds since 1970
   * @param keyId the access key it came with
   * @throws ProblemException 400 no batch, 429 too much waiting (nothing was accepted), 503 not durable
   */
  async take(body: unknown, receivedAt: number, keyId: number): Promise<ReadingsAccepted> {
    const envelope = readingBatchSchema.safeParse(body);
    if (!envelope.success) throw invalidInput('The body is not a batch of readings', envelope.error);
    const { readings, sentAt } = envelope.data;
    const { columns, groups } = this;
    const shiftMs = sentAt === undefined ? 0 : this.clocks.shiftMs(keyId, readings[0], receivedAt - sentAt);
    const rule = timeRule(receivedAt, this.settings.maxAgeHours, shiftMs);
    const { rejected, unknown } = checkReadings(readings, rule, this.directory, this.settings.partitions, columns);
    if (this.backlog.refuses(columns) || !groups.hasRoomFor(columns.count))
      throw new ProblemException(429, 'More readings wait than are processed; send this batch again a little later.', {
        retryAfterS: 2,
      });
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
}
