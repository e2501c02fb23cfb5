import { busMessageSchemas, type BusMessages } from '#contracts/bus';
import type { BusTransport } from './bus-transport.js';
import type { TroubleListener } from './engine.js';
import { joinLines, splitMessage } from './bus-lines.js';

type Handler = (message: never) => void;

/**
 * Messages between processes, typed by `busMessageSchemas`. A message reaches every process that is
 * listening now, the sender included; a process that lost some is told so by `onGap`.
 */
export class LiveBus {
  readonly #handlers = new Map<keyof BusMessages, Handler[]>();
  readonly #gapHandlers: (() => void)[] = [];
  #listening: Promise<void> | undefined;
  #take = joinLines();

  constructor(
    private readonly transport: BusTransport,
    private readonly onTrouble: TroubleListener,
  ) {}

  /** Whether messages of other processes arrive now; false before the first `subscribe`. */
  get connected(): boolean {
    return this.transport.connected;
  }

  /** @throws Error when the engine cannot be reached; the message is then lost */
  async publish<Name extends keyof BusMessages>(name: Name, message: BusMessages[Name]): Promise<void> {
    await this.transport.send(splitMessage(name, message, this.transport.maxLineBytes));
  }

  /** Calls `handler` for each message of that name from now on. */
  async subscribe<Name extends keyof BusMessages>(
    name: Name,
    handler: (message: BusMessages[Name]) => void,
  ): Promise<void> {
    const handlers = this.#handlers.get(name) ?? [];
    handlers.push(handler as Handler);
    this.#handlers.set(name, handlers);
    this.#listening ??= this.transport.listen(
      (line) => this.#receive(line),
      () => this.#gap(),
    );
    await this.#listening;
  }

  /** Calls `handler` after each interruption, once messages arrive again: what was sent meanwhile is lost. */
  onGap(handler: () => void): void {
    this.#gapHandlers.push(handler);
  }

  #gap(): void {
    this.#take = joinLines();
    for (const handler of this.#gapHandlers) this.#call(() => handler());
  }

  #receive(line: string): void {
    this.#call(() => {
      const whole = this.#take(line);
      if (!whole) return;
      const handlers = this.#handlers.get(whole.name as keyof BusMessages);
      if (!handlers) return;
      const message = busMessageSchemas[whole.name as keyof BusMessages].parse(whole.body);
      for (const handler of handlers) this.#call(() => handler(message as never));
    });
  }

  /** A message that cannot be read, or a handler that throws, costs that message and nothing else. */
  #call(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.onTrouble(error instanceof Error ? error : new Error(String(error)), 'live bus');
    }
  }
}
