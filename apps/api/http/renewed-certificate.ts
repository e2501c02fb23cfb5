import { statSync } from 'node:fs';
import type { Server } from 'node:https';
import type { Logger } from 'pino';
import { type CertificateFiles, readCertificate } from '#certificate/read-certificate';

/** A renewed certificate is in use after this time at the latest, milliseconds. */
export const lookEveryMs = 10_000;

/**
 * Looks at the files of a certificate and gives the server a renewed one without a restart; connections that are
 * open keep theirs. Files that do not fit each other (the moment between two writes) are left until they do.
 */
export class RenewedCertificate {
  private warned = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: Pick<Server, 'setSecureContext'>,
    private readonly files: CertificateFiles,
    private readonly log: Logger,
    /** State of the files before the server's first certificate was read from them. */
    private taken: string,
  ) {}

  /** @param everyMs tests look more often */
  start(everyMs = lookEveryMs): void {
    this.timer = setInterval(() => this.look(), everyMs);
    this.timer.unref();
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** Takes the files when they have changed. */
  look(): void {
    const stamp = stateOf(this.files);
    if (stamp === this.taken) return;
    try {
      const { cert, key, names, validToMs } = readCertificate(this.files);
      this.server.setSecureContext({ cert, key, ...tlsVersions });
      this.taken = stamp;
      this.log.info({ names, validTo: new Date(validToMs) }, 'A renewed certificate is in use');
    } catch (error) {
      // Said once for each state of the files, not every ten seconds.
      if (stamp !== this.warned) this.log.warn(`The certificate stays the one before: ${(error as Error).message}`);
      this.warned = stamp;
    }
  }
}

/** Changes whenever one of the files does, links that are turned to another file included. */
export function stateOf({ certFile, keyFile }: CertificateFiles): string {
  return [certFile, keyFile]
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
      return stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs}` : 'missing';
    })
    .join('; ');
}

/** Older versions of TLS are broken (RFC 8996). */
export const tlsVersions = { minVersion: 'TLSv1.2' } as const;
