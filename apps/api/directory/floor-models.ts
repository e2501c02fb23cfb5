import { type HouseModel, houseModel } from '#pipeline/model';
import type { DirectoryFloor, DirectoryStore } from '#storage/directory-store';

/** Level maps of a large floor take megabytes: those of so many floors are kept. */
const mostModels = 4;

/** The floors as the pipeline sees them, read again when the directory changed. */
export class FloorModels {
  private version = -1;
  private all: readonly DirectoryFloor[] = [];
  /** One floor each, used longest ago first. */
  private readonly models = new Map<number, HouseModel>();

  constructor(private readonly directory: Pick<DirectoryStore, 'version' | 'floorModels'>) {}

  /** Every floor; the same list as before while nothing changed. */
  async floors(): Promise<readonly DirectoryFloor[]> {
    const version = await this.directory.version();
    if (version !== this.version) {
      this.all = await this.directory.floorModels();
      this.version = version;
      this.models.clear();
    }
    return this.all;
  }

  /** The model of a house that has this floor only, or null when there is no such floor. */
  async model(floorId: number): Promise<HouseModel | null> {
    const floor = (await this.floors()).find(({ id }) => id === floorId);
    if (!floor) return null;
    const model = this.models.get(floorId) ?? houseModel([floor]);
    this.models.delete(floorId);
    this.models.set(floorId, model);
    if (this.models.size > mostModels) this.models.delete(this.models.keys().next().value!);
    return model;
  }
}
