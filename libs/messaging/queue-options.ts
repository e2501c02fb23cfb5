/** BullMQ keeps an event log for each queue. Nobody reads it here, so it is kept short. */
export const queueOptions = { streams: { events: { maxLen: 100 } } } as const;

/** A worker without its own loops: `ReadingsConsumer` fetches by hand, and no lock can expire (see there). */
export const workerOptions = { autorun: false, skipStalledCheck: true, skipLockRenewal: true } as const;
