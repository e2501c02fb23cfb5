/** What of a child's output the terminal shows: its trouble, in one line each, not the same one over and over. */
export class TerminalLines {
  #last = new Map<string, number>();

  /** @param repeatAfterMs the same line is shown again only after this time. */
  constructor(private readonly repeatAfterMs = 60_000) {}

  /**
   * The text to show for one line of output, or undefined for none.
   * @param line a pino record (JSON) or plain text.
   * @param stream plain text counts as trouble only on stderr.
   */
  pick(line: string, stream: 'stdout' | 'stderr', nowMs: number): string | undefined {
    const text = this.#text(line, stream);
    if (!text) return undefined;
    // Numbers differ between two lines that say the same.
    const kind = text.replace(/\d+/g, '#');
    const shownAt = this.#last.get(kind);
    if (shownAt !== undefined && nowMs - shownAt < this.repeatAfterMs) return undefined;
    if (this.#last.size > 200) this.#last.clear();
    this.#last.set(kind, nowMs);
    return text;
  }

  #text(line: string, stream: 'stdout' | 'stderr'): string | undefined {
    const record = parseRecord(line);
    if (record) return record.level >= pinoWarn ? record.text : undefined;
    // Frames of a stack trace stay in the log file.
    if (stream === 'stdout' || /^\s/.test(line) || /^(Node\.js v|[}\]])/.test(line)) return undefined;
    return line.trim();
  }
}

const pinoWarn = 40;

function parseRecord(line: string): { level: number; text: string } | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const record = JSON.parse(line) as Record<'level' | 'msg', unknown> &
      Partial<Record<'err' | 'error', { message?: unknown }>>;
    if (typeof record.level !== 'number') return undefined;
    const cause = (record.error ?? record.err)?.message;
    const reason = typeof cause === 'string' ? cause : '';
    const message = typeof record.msg === 'string' ? record.msg : '';
    const text = reason && !message.includes(reason) ? `${message}${message ? ': ' : ''}${reason}` : message;
    return { level: record.level, text: text.split('\n')[0] };
  } catch {
    return undefined;
  }
}
