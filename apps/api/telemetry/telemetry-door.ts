import { telemetryBatchSchema, type TelemetryAccepted } from '#contracts/telemetry';
import type { TagBatteryStore } from '#storage/tag-battery-store';
import type { KeyActor } from '../access/actor.js';
import type { Directory } from '../directory/directory.js';
import { invalidInput } from '../problems/problem-exception.js';
import { timeRule } from '../readings/observed-time.js';
import type { SenderClocks } from '../readings/sender-clocks.js';
import { checkTelemetry } from './check-telemetry.js';

/** Where what tags say of themselves enters: checked, and stored before it is answered. */
export class TelemetryDoor {
  constructor(
    private readonly directory: Pick<Directory, 'readerId' | 'tagId'>,
    private readonly store: Pick<TagBatteryStore, 'record' | 'beyond'>,
    private readonly clocks: SenderClocks,
    private readonly maxAgeHours: number,
  ) {}

  /**
   * Takes a parsed body. A key for some readers writes of tags that were last heard on the sites of those readers, or
   * nowhere yet; any other tag is unknown to it.
   * @param receivedAt when the request came, milliseconds since 1970
   * @throws ProblemException 400 no batch, 403 another's reader
   */
  async take(
    body: unknown,
    receivedAt: number,
    { id, readerIds }: Pick<KeyActor, 'id' | 'readerIds'>,
  ): Promise<TelemetryAccepted> {
    const envelope = telemetryBatchSchema.safeParse(body);
    if (!envelope.success) throw invalidInput('The body is not a batch of what tags said', envelope.error);
    const { telemetry, sentAt } = envelope.data;
    const shiftMs = sentAt === undefined ? 0 : this.clocks.shiftMs(id, telemetry[0], receivedAt - sentAt);
    const rule = timeRule(receivedAt, this.maxAgeHours, shiftMs);
    const { said, rejected, unknownReader, unknownTag } = checkTelemetry(telemetry, rule, this.directory, readerIds);
    const tagIds = said.map(({ tagId }) => tagId);
    const beyond = readerIds === null ? new Set() : await this.store.beyond(tagIds, [...readerIds]);
    const own = said.filter(({ tagId }) => !beyond.has(tagId));
    await this.store.record(own);
    return {
      ...{ accepted: own.length, rejected },
      ignored: { unknownReader, unknownTag: unknownTag + said.length - own.length },
    };
  }
}
