import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { LogFile } from './log-file.js';
import { restartDelayMs } from './restart-delay.js';
import { TerminalLines } from './terminal-lines.js';

export interface ProcessPlan {
  /** Short name, shown before its lines and used for its log file. */
  name: string;
  /** Node script and arguments. */
  command: string[];
  environment: Record<string, string | undefined>;
  /** It has an end: when it ends well it is done. */
  hasEnd?: boolean;
  logFile: string;
}

export interface ProcessEvents {
  say(text: string): void;
  /** Called at each start and each end, so that the ids of the running children can be kept. */
  changed(): void;
}

const endWithParent = new URL('./end-with-parent.js', import.meta.url).href;
const stopPatienceMs = 15_000;

/** A child process that is started again when it ends by itself, ever later the more often it does. */
export class SupervisedProcess {
  #child: ChildProcess | undefined;
  #ended: Promise<void> = Promise.resolve();
  #stopping = false;
  #crashes = 0;
  #retry: NodeJS.Timeout | undefined;
  readonly #log: LogFile;
  readonly #terminal = new TerminalLines();
  /** The newest troubles, for the sentence that says why a start failed. */
  readonly lastTrouble: string[] = [];

  constructor(
    readonly plan: ProcessPlan,
    private readonly events: ProcessEvents,
  ) {
    this.#log = new LogFile(plan.logFile);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** How often it ended by itself since the start. */
  get crashes(): number {
    return this.#crashes;
  }

  start(): void {
    const startedAt = performance.now();
    const child = spawn(process.execPath, ['--enable-source-maps', '--import', endWithParent, ...this.plan.command], {
      env: this.plan.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Its own session: Ctrl-C in the terminal reaches us alone, and we end the children in order.
      detached: true,
    });
    this.#child = child;
    this.#listen(child, 'stdout');
    this.#listen(child, 'stderr');
    this.#ended = new Promise((resolve) => {
      child.once('error', (error) => this.events.say(`${this.plan.name} cannot be started: ${error.message}`));
      child.once('close', (code, signal) => {
        this.#child = undefined;
        this.events.changed();
        resolve();
        if (!this.#stopping && !(this.plan.hasEnd && code === 0))
          this.#startLater(performance.now() - startedAt, code, signal);
      });
    });
    this.events.changed();
  }

  /** Asks the process to end, and ends it when it does not within a quarter of a minute (`at once`: without asking). */
  async stop(atOnce = false): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#retry);
    this.#child?.kill(atOnce ? 'SIGKILL' : 'SIGTERM');
    const force = setTimeout(() => this.#child?.kill('SIGKILL'), stopPatienceMs);
    await this.#ended;
    clearTimeout(force);
    this.#log.close();
  }

  #startLater(livedMs: number, code: number | null, signal: NodeJS.Signals | null): void {
    // A process that ran for a while is not failing over and over: start it again at once.
    this.#crashes = livedMs > 60_000 ? 1 : this.#crashes + 1;
    const delayMs = restartDelayMs(this.#crashes);
    const reason = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    this.events.say(`${this.plan.name} ${reason}; starting again in ${delayMs / 1000} s (log: ${this.plan.logFile})`);
    this.#retry = setTimeout(() => this.start(), delayMs);
  }

  #listen(child: ChildProcess, stream: 'stdout' | 'stderr'): void {
    createInterface({ input: child[stream]!, crlfDelay: Infinity }).on('line', (line) => {
      this.#log.write(`${line}\n`);
      const text = this.#terminal.pick(line, stream, performance.now());
      if (text === undefined) return;
      this.lastTrouble.push(text);
      if (this.lastTrouble.length > 5) this.lastTrouble.shift();
      if (!this.#stopping) this.events.say(`${this.plan.name}: ${text}`);
    });
  }
}
