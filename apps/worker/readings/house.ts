import { Logger } from '@nestjs/common';
import { type FloorInput, type HouseModel, houseModel } from '#pipeline/model';
import { DirectoryStore, type PersonRules } from '#storage/directory-store';

/** Keeps the model of the house (floors, zones, readers) and the rules for persons as the directory has them. */
export class House {
  readonly #log = new Logger(House.name);
  #model: HouseModel = houseModel([]);
  #persons: PersonRules = { tagIds: new Set(), located: false, history: false, forgotten: new Map() };
  #version = -1;

  constructor(private readonly directory: DirectoryStore) {}

  get model(): HouseModel {
    return this.#model;
  }

  get persons(): PersonRules {
    return this.#persons;
  }

  /** Reads the directory again when it changed; keeps the old model when the database does not answer. */
  async refresh(): Promise<void> {
    const version = await this.directory.version();
    if (version === this.#version) return;
    const [floors, persons] = [await this.directory.floorModels(), await this.directory.personRules()];
    this.#persons = persons;
    this.#model = this.#modelOf(floors);
    this.#version = version;
    this.#log.log(
      `Floors: ${this.#model.floors.size}, readers: ${this.#model.readers.count} (directory version ${version})`,
    );
  }

  /** One floor that cannot be prepared must not stop the others: it goes by its plan alone, or is left out. */
  #modelOf(floors: readonly FloorInput[]): HouseModel {
    try {
      return houseModel(floors, this.#model);
    } catch {
      return houseModel(
        floors.flatMap((floor) => this.#sound(floor) ?? []),
        this.#model,
      );
    }
  }

  #sound(floor: FloorInput): FloorInput | null {
    for (const [input, without] of [
      [floor, 'It goes without its calibration.'],
      [{ ...floor, calibration: null }, 'It is left out.'],
    ] as const)
      try {
        houseModel([input]);
        return input;
      } catch (error) {
        this.#log.error(`Floor ${floor.id} cannot be prepared: ${(error as Error).message} ${without}`);
      }
    return null;
  }
}
