import { readyMadeBatchSchema, type PositionsAccepted } from '#contracts/ready-made';
import { seesSite } from '#contracts/visibility';
import type { KeyActor } from '../access/actor.js';
import type { Directory } from '../directory/directory.js';
import { invalidInput, ProblemException } from '../problems/problem-exception.js';
import { type Backlog, turnAwayWhenFull } from '../readings/backlog.js';
import type { GroupCommit } from '../readings/group-commit.js';
import { timeRule } from '../readings/observed-time.js';
import type { SenderClocks } from '../readings/sender-clocks.js';
import type { UnassignedTally } from '../readings/unassigned-tally.js';
import { checkReadyMade } from './check-ready-made.js';
import { ReadyMadeColumns } from './ready-made-columns.js';

/** Where positions of other engines enter; the same promises as the door for readings. */
export class ReadyMadeDoor {
  private readonly columns = new ReadyMadeColumns();

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
   * @param sender the key it came with; floors of sites it does not see are unknown to it
   * @throws ProblemException 400 no batch, 403 the key of a gateway, 429 too much waiting (nothing was accepted), 503 not durable
   */
  async take(
    body: unknown,
    receivedAt: number,
    sender: Pick<KeyActor, 'id' | 'keyKind' | 'visibility'>,
  ): Promise<PositionsAccepted> {
    if (sender.keyKind === 'gateway')
      throw new ProblemException(
        403,
        'A key of a gateway reports what its readers heard; positions need the key of an integration with "ingest".',
      );
    const envelope = readyMadeBatchSchema.safeParse(body);
    if (!envelope.success) throw invalidInput('The body is not a batch of positions', envelope.error);
    const { positions, sentAt } = envelope.data;
    const { columns, groups } = this;
    const shiftMs = sentAt === undefined ? 0 : this.clocks.shiftMs(sender.id, positions[0], receivedAt - sentAt);
    const rule = timeRule(receivedAt, this.settings.maxAgeHours, shiftMs);
    const registered = {
      tagId: (key: string) => this.directory.tagId(key),
      floors: this.directory.floors.filter(({ siteId }) => seesSite(sender.visibility, siteId)),
    };
    const { rejected, unknown } = checkReadyMade(positions, rule, registered, this.settings.partitions, columns);
    turnAwayWhenFull(this.backlog, groups, columns, 'positions');
    const accepted = columns.count;
    const durable = accepted > 0 ? groups.commitReadyMade(columns, receivedAt) : null;
    for (const { tagKey, engine } of unknown) this.unassigned.countReadyMade(tagKey, engine, receivedAt);
    await durable;
    return { accepted, rejected, ignored: { unknownTag: unknown.length } };
  }
}
