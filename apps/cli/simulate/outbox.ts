import type { Reading } from '#contracts/readings';

/** Readings that wait to be sent, oldest first. When it is full the oldest go, as in a gateway's memory. */
export class Outbox {
  private readings: Reading[] = [];
  private first = 0;
  private droppedCount = 0;

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.readings.length - this.first;
  }

  /** Readings lost so far because the server was away for too long. */
  get dropped(): number {
    return this.droppedCount;
  }

  add(readings: readonly Reading[]): void {
    for (const reading of readings) this.readings.push(reading);
    const excess = this.size - this.limit;
    if (excess <= 0) return;
    this.first += excess;
    this.droppedCount += excess;
    this.compact();
  }

  /** Takes out at most `count` of the oldest. */
  take(count: number): Reading[] {
    const batch = this.readings.slice(this.first, this.first + count);
    this.first += batch.length;
    this.compact();
    return batch;
  }

  private compact(): void {
    if (this.first < 10_000 && this.first < this.readings.length) return;
    this.readings = this.readings.slice(this.first);
    this.first = 0;
  }
}
