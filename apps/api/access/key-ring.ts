import { createHash } from 'node:crypto';
import type { KeyHolder, KeyStore } from '#storage/key-store';

/** A revoked key works at most this much longer. */
const keptMs = 10_000;
const maxKept = 1_000;
/** What a key looks like; other texts never reach the database. */
const keyForm = /^wm_[A-Za-z0-9_-]{20,190}$/;

/** Asks the database about keys, and remembers the answers about good ones for a few seconds. */
export class KeyRing {
  private readonly kept = new Map<string, { holder: KeyHolder; untilMs: number }>();
  private readonly asked = new Map<string, Promise<KeyHolder | null>>();

  constructor(
    private readonly store: Pick<KeyStore, 'verify'>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Whose key this is, or null when it is unknown, expired or revoked. Rejects when the database is away. */
  async holderOf(token: string): Promise<KeyHolder | null> {
    if (!keyForm.test(token)) return null;
    // The digest, not the key, is what stays in memory.
    const digest = createHash('sha256').update(token).digest('base64');
    const known = this.kept.get(digest);
    if (known && known.untilMs > this.now()) return known.holder;
    let asked = this.asked.get(digest);
    if (!asked) {
      asked = this.ask(digest, token).finally(() => this.asked.delete(digest));
      this.asked.set(digest, asked);
    }
    return asked;
  }

  private async ask(digest: string, token: string): Promise<KeyHolder | null> {
    const holder = await this.store.verify(token);
    this.kept.delete(digest);
    if (holder === null) return null;
    if (this.kept.size >= maxKept) this.kept.delete(this.kept.keys().next().value as string);
    this.kept.set(digest, { holder, untilMs: this.now() + keptMs });
    return holder;
  }
}
