import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfiguration } from '#contracts/configuration';
import { protectAudit } from '#storage/audit-protection';
import { migrate } from '#storage/migrate';
import { unreachable } from '../database/with-database.js';
import { prepareLogFolder } from '../embedded/data-folder.js';
import { applicationRole, startEmbeddedPostgres, type EmbeddedPostgres } from '../embedded/embedded-postgres.js';
import { lockFolder, lockHolder } from '../embedded/folder-lock.js';
import { projectFolder } from '../embedded/project-folder.js';
import { checkPortFree } from './check-port.js';
import { installationSecret } from './installation-secret.js';
import { endForgottenChildren, rememberChildren } from './remembered-children.js';
import { restartDelayMs } from './restart-delay.js';
import { SupervisedProcess } from './supervised-process.js';
import { isReady } from './readiness.js';

export interface ServerOptions {
  dataFolder: string;
  host: string;
  port: number;
  /** The command that started this, for the sentence about a taken port. */
  command: string;
  /** Ready users sign in with one click. */
  demo: boolean;
  workers: number;
  /** A database of yours; without it the embedded one is started. */
  databaseUrl: string | undefined;
  /** Environment the processes inherit. */
  environment: Record<string, string | undefined>;
  say(text: string): void;
}

/** How long api and worker may take to their first readiness; longer means that something is wrong. */
const readyPatienceMs = 120_000;

/** Database, api and workers of one machine: started in order, kept running, ended in reverse order. */
export class Server {
  readonly #processes: SupervisedProcess[] = [];
  #postgres: EmbeddedPostgres | undefined;
  #databaseUrl = '';
  #secret = '';
  #unlock: (() => void) | undefined;
  #ending = false;
  #postgresCrashes = 0;

  constructor(private readonly options: ServerOptions) {}

  /** Where people find it. */
  get address(): string {
    const { host, port, environment } = this.options;
    const scheme = environment.WARDMAP_TLS_CERT ? 'https' : 'http';
    return `${scheme}://${host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  }

  /**
   * Starts and migrates the database.
   * @returns its address.
   * @throws Error with one sentence: wrong settings, port taken, already running, no database.
   */
  async openDatabase(): Promise<string> {
    const { dataFolder, host, port, command, databaseUrl } = this.options;
    this.#checkSettings();
    prepareLogFolder(dataFolder);
    this.#secret = this.options.environment.WARDMAP_SECRET || installationSecret(dataFolder);
    const lock = join(dataFolder, 'lock');
    if (!lockHolder(lock)) {
      await endForgottenChildren(this.#childrenFile);
      await checkPortFree(host, port, command);
    }
    if (databaseUrl) {
      this.#unlock = lockFolder(lock, this.address);
      this.#databaseUrl = databaseUrl;
    } else {
      this.#postgres = await startEmbeddedPostgres({
        dataFolder,
        address: this.address,
        onCrash: () => void this.#restartPostgres(),
      });
      this.#databaseUrl = this.#postgres.url;
    }
    await migrate(this.#databaseUrl).catch((error: NodeJS.ErrnoException) => {
      // Not reached at all (network, password 28..., no such database 3D...), as opposed to a failed migration.
      const away = error.syscall !== undefined || /^(E[A-Z]+|28.*|3D.*)$/.test(error.code ?? '');
      throw away ? unreachable(this.#databaseUrl, error) : error;
    });
    if (this.#postgres) await protectAudit(this.#postgres.ownerUrl, applicationRole);
    return this.#databaseUrl;
  }

  /**
   * Starts api and workers and waits until they are ready.
   * @throws Error that says why they are not.
   */
  async startServices(signal: AbortSignal): Promise<void> {
    const api = this.startProcess('api', ['dist/apps/api/main.js'], { WARDMAP_SECRET: this.#secret });
    const healthPort = Number(this.options.environment.WARDMAP_WORKER_PORT ?? 0);
    for (let index = 0; index < this.options.workers; index++)
      this.startProcess(index === 0 ? 'worker' : `worker-${index + 1}`, ['dist/apps/worker/main.js'], {
        WARDMAP_WORKER_PORT: String(healthPort === 0 ? 0 : healthPort + index),
      });
    const end = performance.now() + readyPatienceMs;
    while (!(await isReady(this.address))) {
      signal.throwIfAborted();
      const failing = this.#processes.find((process) => process.crashes > 1);
      if (failing) throw new Error(`${failing.plan.name} does not start (log: ${failing.plan.logFile}).`);
      if (performance.now() > end)
        throw new Error(`The api at ${this.address} did not become ready (log: ${api.plan.logFile}).`);
      await sleep(150);
    }
  }

  /**
   * Starts one more process beside api and worker; `script` is relative to the project folder.
   * @param hasEnd it is not started again when it ends well
   */
  startProcess(
    name: string,
    [script, ...rest]: string[],
    more: Record<string, string> = {},
    hasEnd = false,
  ): SupervisedProcess {
    const { dataFolder, host, port, demo, environment, say } = this.options;
    const process = new SupervisedProcess(
      {
        name,
        hasEnd,
        command: [join(projectFolder(), script), ...rest],
        environment: {
          ...environment,
          DATABASE_URL: this.#databaseUrl,
          WARDMAP_HOST: host,
          WARDMAP_PORT: String(port),
          WARDMAP_DEMO: String(demo),
          ...more,
        },
        logFile: join(dataFolder, 'logs', `${name}.log`),
      },
      { say, changed: () => this.#remember() },
    );
    this.#processes.push(process);
    process.start();
    return process;
  }

  /** Ends everything: those that send, then worker and api, then the database. */
  async stop(): Promise<void> {
    this.#ending = true;
    const [api, ...others] = this.#processes;
    await Promise.all(others.map((process) => process.stop()));
    await api?.stop();
    await this.#postgres?.stop();
    this.#unlock?.();
  }

  /** Ends everything without waiting for anything; the next start repairs what that leaves. */
  async kill(): Promise<void> {
    this.#ending = true;
    await Promise.all(this.#processes.map((process) => process.stop(true)));
    await this.#postgres?.stop('immediate');
    this.#unlock?.();
  }

  get #childrenFile(): string {
    return join(this.options.dataFolder, 'children.json');
  }

  #remember(): void {
    rememberChildren(
      this.#childrenFile,
      this.#processes.flatMap(({ pid }) => pid ?? []),
    );
  }

  #checkSettings(): void {
    const { environment, host, port, demo, databaseUrl } = this.options;
    readConfiguration({
      ...environment,
      DATABASE_URL: databaseUrl ?? 'postgresql://127.0.0.1/wardmap',
      WARDMAP_HOST: host,
      WARDMAP_PORT: String(port),
      WARDMAP_DEMO: String(demo),
    });
  }

  async #restartPostgres(): Promise<void> {
    const { say } = this.options;
    while (!this.#ending && this.#postgres) {
      const delayMs = restartDelayMs(++this.#postgresCrashes);
      say(`PostgreSQL ended by itself; starting it again in ${delayMs / 1000} s`);
      await sleep(delayMs);
      if (this.#ending) return;
      try {
        await this.#postgres.restart('fast');
        this.#postgresCrashes = 0;
        return say('PostgreSQL runs again');
      } catch (error) {
        say((error as Error).message);
      }
    }
  }
}
