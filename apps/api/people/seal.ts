import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const version = 1;
const ivBytes = 12;
const tagBytes = 16;

/**
 * Seals secrets with AES-256-GCM, so that the database alone does not give them away. A sealed secret is one byte of
 * version, 12 of initialisation vector, 16 of tag, and the secret.
 */
export class Seal {
  private readonly key: Buffer;

  /** @param secret 32 bytes in base64. */
  constructor(secret: string) {
    this.key = Buffer.from(secret, 'base64');
    if (this.key.length !== 32) throw new Error('A seal needs a key of 32 bytes in base64.');
  }

  /** @param owner what the secret belongs to; it can only be opened as that. */
  close(secret: Uint8Array, owner: string): Buffer {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv, { authTagLength: tagBytes });
    cipher.setAAD(Buffer.from(owner));
    const text = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([Buffer.from([version]), iv, cipher.getAuthTag(), text]);
  }

  /** @throws Error when it was sealed with another key, for another owner, or was changed. */
  open(sealed: Uint8Array, owner: string): Buffer {
    const textAt = 1 + ivBytes + tagBytes;
    if (sealed.length < textAt || sealed[0] !== version) throw new Error('This is no sealed secret of version 1.');
    const iv = sealed.subarray(1, 1 + ivBytes);
    const decipher = createDecipheriv('aes-256-gcm', this.key, iv, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(owner));
    decipher.setAuthTag(sealed.subarray(1 + ivBytes, textAt));
    return Buffer.concat([decipher.update(sealed.subarray(textAt)), decipher.final()]);
  }
}
