import type pg from 'pg';
import { makeOneTimeCode } from '#storage/one-time-code';
import type { SecondFactorStore } from '#storage/second-factor-store';
import { ProblemException } from '../problems/problem-exception.js';
import type { Seal } from './seal.js';
import { isTotpCode, makeTotpSecret, totpInvitation, totpStepOf } from './totp.js';

const recoveryCodeCount = 10;

/** Codes of an authenticator, and recovery codes for when it is lost. */
export class SecondFactors {
  constructor(
    private readonly store: SecondFactorStore,
    /** Null when WARDMAP_SECRET is not set. */
    private readonly seal: Seal | null,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Makes a secret for an authenticator; it counts once a code has confirmed it.
   * @throws ProblemException 409 when there is one already, or this installation has no WARDMAP_SECRET
   */
  async start(userId: number, email: string): Promise<{ secret: string; uri: string }> {
    const secret = makeTotpSecret();
    if (!(await this.store.start(userId, this.#seal.close(secret, ownerOf(userId)))))
      throw new ProblemException(409, 'A second factor is switched on already; switch it off first.');
    return totpInvitation(secret, email);
  }

  /**
   * Makes the secret count. @returns the recovery codes, shown this once; null when the code is not right.
   * @throws ProblemException 409 when none was started
   */
  async confirm(userId: number, code: string, client: pg.ClientBase): Promise<string[] | null> {
    const kept = await this.store.secretOf(userId, client);
    if (kept === null || kept.confirmed)
      throw new ProblemException(409, 'There is no second factor to confirm; start with a new secret.');
    if (!(await this.#takeTotp(userId, kept.sealed, code, client))) return null;
    const codes = Array.from({ length: recoveryCodeCount }, makeOneTimeCode);
    return (await this.store.confirm(userId, codes, client)) ? codes : null;
  }

  /** Uses a code up, of the authenticator or for recovery. @returns which it was; null when it is wrong or was used before. */
  async take(userId: number, code: string, client: pg.ClientBase): Promise<'totp' | 'recovery' | null> {
    if (!isTotpCode(code)) return (await this.store.takeRecoveryCode(userId, code, client)) ? 'recovery' : null;
    const kept = await this.store.secretOf(userId, client);
    if (!kept?.confirmed) return null;
    return (await this.#takeTotp(userId, kept.sealed, code, client)) ? 'totp' : null;
  }

  async #takeTotp(userId: number, sealed: Buffer, code: string, client: pg.ClientBase): Promise<boolean> {
    const step = totpStepOf(this.#open(sealed, userId), code, this.now());
    return step !== null && this.store.takeStep(userId, step, client);
  }

  #open(sealed: Buffer, userId: number): Buffer {
    const seal = this.#seal;
    try {
      return seal.open(sealed, ownerOf(userId));
    } catch (error) {
      throw new Error(
        'The secret of a second factor cannot be opened: WARDMAP_SECRET is not the one it was sealed with.',
        { cause: error },
      );
    }
  }

  get #seal(): Seal {
    if (this.seal === null)
      throw new ProblemException(
        409,
        'Second factors need a secret that this installation lacks: whoever runs it sets WARDMAP_SECRET (docs/operations.md).',
      );
    return this.seal;
  }
}

function ownerOf(userId: number): string {
  return `second factor of user ${userId}`;
}
