import { Logger } from '@nestjs/common';
import { type HouseModel, houseModel } from '#pipeline/model';
import { DirectoryStore } from '#storage/directory-store';

/** Keeps the model of the house (floors, zones, readers) as the directory has it. */
export class House {
  readonly #log = new Logger(House.name);
  #model: HouseModel = houseModel([]);
  #version = -1;

  constructor(private readonly directory: DirectoryStore) {}

  get model(): HouseModel {
    return this.#model;
  }

  /** Reads the directory again when it changed; keeps the old model when the database does not answer. */
  async refresh(): Promise<void> {
    const version = await this.directory.version();
    if (version === this.#version) return;
    const floors = await this.directory.floorModels();
    this.#model = houseModel(floors, this.#model);
    this.#version = version;
    this.#log.log(`Floors: ${floors.length}, readers: ${this.#model.readers.count} (directory version ${version})`);
  }
}
