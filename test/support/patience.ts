/** How long a test waits for what must come, in milliseconds: long, because machines are slow; no test is about time. */
export const patienceMs = 90_000;

/** How long a test asks again before it takes something for missing. */
export const patience = { timeout: patienceMs, interval: 200 };
