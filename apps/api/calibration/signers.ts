import type { IncomingHttpHeaders } from 'node:http';
import type { KeyStore } from '#storage/key-store';
import { keyOfRequest } from '../access/key-of-request.js';
import type { KeyRing } from '../access/key-ring.js';

/** Says under which name a change goes into the records: that of the key it was signed with. */
export class Signers {
  constructor(
    private readonly ring: KeyRing,
    private readonly keys: KeyStore,
  ) {}

  async nameOf(headers: IncomingHttpHeaders): Promise<string> {
    // The guard has just asked for it, so the ring remembers.
    const holder = await this.ring.holderOf(keyOfRequest(headers)?.token ?? '');
    return (holder && (await this.keys.nameOf(holder.id))) ?? 'unknown key';
  }
}
