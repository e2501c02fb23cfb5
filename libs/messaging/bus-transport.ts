/** Carries short lines of text from any process to all of them. Lines may get lost only together with a gap notice. */
export interface BusTransport {
  /** Longest line in bytes that `send` takes. */
  readonly maxLineBytes: number;
  readonly connected: boolean;
  /** Sends lines in this order. @throws Error when the engine cannot be reached */
  send(lines: readonly string[]): Promise<void>;
  /** Starts listening; `onGap` is called each time that listening works again after an interruption. */
  listen(onLine: (line: string) => void, onGap: () => void): Promise<void>;
  close(): Promise<void>;
}
