import { maxReadingsPerBatch } from '#contracts/readings';

/**
 * The good readings of one request, column by column. One such object serves all requests in turn: between
 * the check of a batch and its handing over nothing is awaited.
 */
export class ReadingColumns {
  count = 0;
  readonly partition = new Uint8Array(maxReadingsPerBatch);
  readonly tagId = new Int32Array(maxReadingsPerBatch);
  readonly readerId = new Int32Array(maxReadingsPerBatch);
  /** 0 where the reader named no antenna. */
  readonly antenna = new Uint8Array(maxReadingsPerBatch);
  /** NaN where a distance was measured. */
  readonly rssiDbm = new Float64Array(maxReadingsPerBatch);
  /** NaN where a level was measured. */
  readonly rangeM = new Float64Array(maxReadingsPerBatch).fill(NaN);
  /** Milliseconds since 1970 UTC. */
  readonly observedAt = new Float64Array(maxReadingsPerBatch);
}
