import { maxReadyMadePerBatch } from '#contracts/ready-made';

/** The good positions of one request, column by column; one such object serves all requests in turn. */
export class ReadyMadeColumns {
  count = 0;
  readonly partition = new Uint8Array(maxReadyMadePerBatch);
  readonly tagId = new Int32Array(maxReadyMadePerBatch);
  readonly floorId = new Int32Array(maxReadyMadePerBatch);
  /** Metres in the floor's frame. */
  readonly x = new Float64Array(maxReadyMadePerBatch);
  readonly y = new Float64Array(maxReadyMadePerBatch);
  /** Radius that holds nine of ten, metres. */
  readonly accuracyM = new Float64Array(maxReadyMadePerBatch);
  /** Milliseconds since 1970 UTC. */
  readonly observedAt = new Float64Array(maxReadyMadePerBatch);
}
