import { hash, parseOptions, verify } from '@node-rs/argon2';
import { ProblemException } from '../problems/problem-exception.js';

/**
 * Argon2id with the parameters that the OWASP password storage cheat sheet names first. The library's own defaults
 * are the same today; they are written out so that an update of it changes nothing unseen.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };
/** At once; each takes 19 MiB and a core for some hundredths of a second. */
const mostAtOnce = 2;
/** More than so many waiting would wait for seconds: better told to come again. */
const mostWaiting = 30;

/** Hashes and checks passwords, a few at a time, so that nobody can keep the server busy with it. */
export class Passwords {
  private readonly waiting: (() => void)[] = [];
  private running = 0;
  private dummy: Promise<string> | undefined;

  /** @throws ProblemException 503 when too many passwords are being looked at */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalised(password), parameters));
  }

  /**
   * Whether a password is the one of the hash. Without a hash it takes the same time and the answer is no, so that
   * nobody learns by the clock whether there is one.
   * @throws ProblemException 503 when too many passwords are being looked at
   */
  async matches(kept: string | null, password: string): Promise<boolean> {
    this.dummy ??= hash('nobody has this password', parameters);
    const against = kept ?? (await this.dummy);
    const right = await this.inTurn(() => verify(against, normalised(password)));
    return right && kept !== null;
  }

  /** Whether a hash was made with less than today's parameters. */
  isWeak(kept: string): boolean {
    const { memoryCost, timeCost } = parseOptions(kept);
    return memoryCost < parameters.memoryCost || timeCost < parameters.timeCost;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= mostAtOnce) {
      if (this.waiting.length >= mostWaiting)
        throw new ProblemException(503, 'Too many people sign in at this moment; try again in a few seconds.', {
          retryAfterS: 3,
        });
      await new Promise<void>((go) => this.waiting.push(go));
    } else this.running++;
    try {
      return await work();
    } finally {
      // The place goes to the next in the queue, or is free.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}

/** The same password from keyboards that compose letters differently (NIST SP 800-63B asks for one form). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}
