import pg from 'pg';

/** Advisory locks of Wardmap: one class for the partitions, one in which each living worker shares a lock. */
const partitionClass = 0x57_41_52_44;
const presenceClass = 0x57_41_52_45;

/** A session that is silent for so long is given up: the server, or the way to it, is gone. */
const queryTimeoutMs = 30_000;

/**
 * Exclusive right to work on one partition. The lock and the writes share one database session: a worker
 * that lost the lock has lost the session too, so it cannot write any more.
 */
export class PartitionLease {
  readonly #lost: Promise<void>;

  constructor(
    readonly partition: number,
    /** The session that holds the lock; every write of the partition goes through it. */
    readonly client: pg.Client,
  ) {
    this.#lost = new Promise((resolve) => client.once('end', resolve));
  }

  /** Resolves when the session is over: released, or cut off. */
  get lost(): Promise<void> {
    return this.#lost;
  }

  /** Ends a session that does not answer, so that the lease is lost instead of hanging. */
  cutOff(): void {
    cutOff(this.client);
  }

  /** Gives the partition back; another worker may take it at once. */
  async release(): Promise<void> {
    await this.client.end();
  }
}

/** What a worker needs to know to take its fair share. */
export interface LeaseOverview {
  workers: number;
  /** Partitions that some worker holds. */
  held: Set<number>;
}

/**
 * Takes and counts partition leases. A dead worker's locks fall with its session: at once when the
 * process dies, after the keep-alive time when its machine vanishes.
 */
export class PartitionLeases {
  #presence: pg.Client | null = null;

  constructor(
    private readonly databaseUrl: string,
    private readonly applicationName: string,
  ) {}

  /** Says that this worker lives and reads who holds what. */
  async overview(): Promise<LeaseOverview> {
    const presence = (this.#presence ??= await this.#announce());
    const { rows } = await presence
      .query<{ classid: string; objid: number }>(
        `SELECT classid::text, objid::int FROM pg_locks
       WHERE locktype = 'advisory' AND granted AND classid IN ($1, $2)
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        [partitionClass, presenceClass],
      )
      .catch((error: unknown) => {
        cutOff(presence);
        throw error;
      });
    const partitions = rows.filter((row) => Number(row.classid) === partitionClass);
    return { workers: rows.length - partitions.length, held: new Set(partitions.map((row) => row.objid)) };
  }

  /** Takes a partition, or answers null when another worker has it. */
  async take(partition: number): Promise<PartitionLease | null> {
    const client = await this.#session(`${this.applicationName} partition ${partition}`);
    try {
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [
        partitionClass,
        partition,
      ]);
      if (rows[0].taken) return new PartitionLease(partition, client);
    } catch (error) {
      cutOff(client);
      throw error;
    }
    await client.end();
    return null;
  }

  /** This worker counts no longer. */
  async close(): Promise<void> {
    await this.#presence?.end();
  }

  async #announce(): Promise<pg.Client> {
    const client = await this.#session(`${this.applicationName} presence`);
    client.once('end', () => {
      if (this.#presence === client) this.#presence = null;
    });
    await client.query('SELECT pg_advisory_lock_shared($1, 0)', [presenceClass]);
    return client;
  }

  async #session(name: string): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: name,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5000,
      connectionTimeoutMillis: 5000,
      query_timeout: queryTimeoutMs,
    });
    // A cut connection is reported by 'end' and by the failing query; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    // Unknown on Unix sockets, harmless there: a vanished machine gives its partitions back within 15 seconds.
    await client.query(
      `SELECT set_config('tcp_keepalives_idle', '5', false), set_config('tcp_keepalives_interval', '3', false),
              set_config('tcp_keepalives_count', '3', false)`,
    );
    return client;
  }
}

/** Breaks the connection without a word to a server that may not be listening; 'end' follows. */
function cutOff(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}
