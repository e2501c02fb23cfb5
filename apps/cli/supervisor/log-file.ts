import { closeSync, existsSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { giveToFolderOwner } from '../embedded/private-file.js';

/** A log that keeps its newest 10 to 20 MB: when full it becomes `.1`, and the `.1` before it goes. */
const fullAtBytes = 10e6;

/** One program's log file. Trouble with it (a full disk) must not end the program, so writing never throws. */
export class LogFile {
  #descriptor: number | undefined;
  #size = 0;

  constructor(readonly path: string) {}

  write(text: string): void {
    try {
      if (this.#descriptor === undefined || this.#size > fullAtBytes) this.#open();
      this.#size += writeSync(this.#descriptor!, text);
    } catch {
      this.close();
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #open(): void {
    this.close();
    if (existsSync(this.path) && statSync(this.path).size > fullAtBytes) renameSync(this.path, `${this.path}.1`);
    this.#descriptor = openSync(this.path, 'a', 0o640);
    giveToFolderOwner(this.path);
    this.#size = statSync(this.path).size;
  }
}
