import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Files of a server's certificate: PEM, the server's own first and then its chain; and its key. */
export interface CertificateFiles {
  certFile: string;
  keyFile: string;
}

/** A certificate and its key, as a TLS server wants them. */
export interface ServerCertificate {
  cert: string;
  key: string;
  /** The names and addresses it is good for, as the certificate writes them. */
  names: string;
  /** Milliseconds since 1970 UTC. */
  validFromMs: number;
  validToMs: number;
}

/**
 * Reads a certificate and its key.
 * @throws Error with one sentence that names the file and what is wrong with it
 */
export function readCertificate({ certFile, keyFile }: CertificateFiles): ServerCertificate {
  const cert = readPem(certFile, 'WARDMAP_TLS_CERT');
  const key = readPem(keyFile, 'WARDMAP_TLS_KEY');
  const certificate = parsed(() => new X509Certificate(cert), `${certFile} (WARDMAP_TLS_CERT) is no PEM certificate.`);
  const privateKey = parsed(
    () => createPrivateKey(key),
    `${keyFile} (WARDMAP_TLS_KEY) is no PEM private key without a passphrase.`,
  );
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error(`The key in ${keyFile} does not belong to the certificate in ${certFile}.`);
  return {
    cert,
    key,
    names: certificate.subjectAltName ?? certificate.subject,
    validFromMs: Date.parse(certificate.validFrom),
    validToMs: Date.parse(certificate.validTo),
  };
}

function readPem(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${file} (${setting}) cannot be read: ${code === 'ENOENT' ? 'it is not there' : code}.`, {
      cause: error,
    });
  }
}

/** The library's own words may quote the file, so they are not passed on. */
function parsed<T>(parse: () => T, otherwise: string): T {
  try {
    return parse();
  } catch {
    throw new Error(otherwise);
  }
}
