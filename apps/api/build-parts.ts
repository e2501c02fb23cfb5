import type { Logger } from 'pino';
import type { Configuration } from '#contracts/configuration';
import { openMessaging, type Messaging } from '#messaging/open-messaging';
import { AssetExport } from '#storage/asset-export';
import { AssetPhotos } from '#storage/asset-photos';
import { AssetRegister } from '#storage/asset-register';
import { AssetTypeStore } from '#storage/asset-type-store';
import { AssetStore } from '#storage/asset-store';
import { AuditStore } from '#storage/audit-store';
import { AuditTrail } from '#storage/audit-trail';
import { CodeStore } from '#storage/code-store';
import { openDatabase, type Database } from '#storage/database';
import { DirectoryStore } from '#storage/directory-store';
import { KeptSearchStore } from '#storage/kept-search-store';
import { KeyStore } from '#storage/key-store';
import { migrate } from '#storage/migrate';
import { OpenIdStore } from '#storage/open-id-store';
import { ParLevelStore } from '#storage/par-level-store';
import { PlacesStore } from '#storage/places-store';
import { PrivacyStore } from '#storage/privacy-store';
import { PositionStore } from '#storage/position-store';
import { RetentionStore } from '#storage/retention-store';
import { RememberedStore } from '#storage/remembered-store';
import { ReaderStatusStore } from '#storage/reader-status-store';
import { SearchStore } from '#storage/search-store';
import { SessionStore } from '#storage/session-store';
import { SettingStore } from '#storage/setting-store';
import { SightStore } from '#storage/sight-store';
import { StockStore } from '#storage/stock-store';
import { TagBatteryStore } from '#storage/tag-battery-store';
import { UnassignedStore } from '#storage/unassigned-store';
import { Access } from './access/access.js';
import { Sight } from './access/sight.js';
import { refusalEvent } from './audit/refusal-event.js';
import { Refusals } from './audit/refusals.js';
import { AssetChanging } from './assets/asset-changing.js';
import { Importing } from './assets/import/importing.js';
import { Registering } from './assets/registering.js';
import { controllers } from './app.module.js';
import { Why } from './assets/why.js';
import { KeyRing } from './access/key-ring.js';
import { buildCalibration } from './calibration/build-calibration.js';
import { DirectoryChanges } from './directory/directory-changes.js';
import { FloorModels } from './directory/floor-models.js';
import { Directory } from './directory/directory.js';
import { HealthChecks } from './health/health-checks.js';
import { Hearing } from './hearing/hearing.js';
import { InterfaceDescription } from './interface/interface-description.js';
import { Keys } from './keys/keys.js';
import { FloorHub } from './live/floor-hub.js';
import { LiveFeed } from './live/live-feed.js';
import { buildPeople } from './people/build-people.js';
import { sessionTimeouts } from './people/session-timeouts.js';
import type { SetUp } from './people/set-up.js';
import { OpenIdSignIn } from './openid/openid-sign-in.js';
import { AcceptedAge } from './privacy/accepted-age.js';
import { isOutage } from './problems/outage.js';
import { Backlog } from './readings/backlog.js';
import { ReadyMadeDoor } from './ready-made/ready-made-door.js';
import { GroupCommit } from './readings/group-commit.js';
import { ReadingsDoor } from './readings/readings-door.js';
import { SenderClocks } from './readings/sender-clocks.js';
import { UnassignedTally } from './readings/unassigned-tally.js';
import { TelemetryDoor } from './telemetry/telemetry-door.js';
import { FreshRegister } from './search/fresh-register.js';
import { PlaceTables } from './search/place-table.js';
import { Search } from './search/search.js';
import { HouseWays } from './ways/house-ways.js';
import { buildUse } from './use/build-use.js';
import { ParLevels } from './stock/par-levels.js';
import { StockBoard } from './stock/stock-board.js';
import { StockZones } from './stock/stock-zones.js';

/** Connections to the database of one api process, besides those of queue and bus. */
const poolSize = 10;
/** No question of the api takes so long; a database that is silent for longer has vanished. */
const usualQueryTimeoutMs = 30_000;
/** The question whether the database is there; milliseconds. */
const ping = { text: 'SELECT 1', query_timeout: 3_000 };

export interface Parts {
  access: Access;
  setUp: SetUp;
  /** What the controllers and the gateway are given. */
  injected: object[];
  /** Writes what is still in memory and closes every connection; after the last request. */
  close(): Promise<void>;
}

/**
 * Connects to the engines, brings the database up to date, and builds everything below the HTTP edge.
 * @param answerWithinMs how long database and queue may take to answer; without it as long as usual
 * @throws Error of the driver when an engine cannot be reached; what was opened is closed again.
 */
export async function buildParts(configuration: Configuration, log: Logger, answerWithinMs?: number): Promise<Parts> {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, WARDMAP_PARTITIONS: partitions } = configuration;
  await reached('The database', databaseUrl, migrate(databaseUrl));
  const database = await openDatabase(databaseUrl, {
    applicationName: 'wardmap-api',
    poolSize,
    queryTimeoutMs: answerWithinMs ?? usualQueryTimeoutMs,
  });
  let messaging: Messaging | null = null;
  try {
    const settings = new SettingStore(database);
    await settings.rememberDemo(configuration.WARDMAP_DEMO);
    await settings.rememberPartitions(partitions);
    const opened = openMessaging({
      databaseUrl,
      redisUrl,
      partitions,
      role: 'producer',
      applicationName: 'wardmap-api',
      onTrouble: (error, where) => log.warn({ err: error }, `messaging: ${where}`),
    });
    messaging = await reached('The queue', redisUrl ?? databaseUrl, opened);
    for (const warning of messaging.warnings) log.warn(warning);
    return await connectParts(configuration, database, messaging, log, answerWithinMs);
  } catch (error) {
    await messaging?.close();
    await database.close();
    throw error;
  }
}

/** Says which engine it was that did not answer, and where it was looked for. */
async function reached<T>(what: string, url: string, opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    if (!isOutage(error)) throw error;
    const { host, pathname } = new URL(url);
    throw new Error(`${what} at ${host}${pathname} cannot be reached.`, { cause: error });
  }
}

async function connectParts(
  configuration: Configuration,
  database: Database,
  messaging: Messaging,
  log: Logger,
  answerWithinMs?: number,
): Promise<Parts> {
  const partitions = configuration.WARDMAP_PARTITIONS;
  const { readings, bus } = messaging;
  const askDatabase = () => database.pool.query(ping);
  const unassignedStore = new UnassignedStore(database);
  const positionStore = new PositionStore(database);

  const keyStore = new KeyStore(database);
  const keys = new KeyRing(keyStore);
  const sessions = new SessionStore(database, sessionTimeouts(configuration));
  const trail = new AuditTrail(database);
  const refusals = new Refusals(trail, log);
  const privacy = new PrivacyStore(database);
  const rolesThatSeePersons = async () => {
    const persons = await privacy.current();
    return persons.enabled ? persons.roles : [];
  };
  const access = new Access(keys, sessions, rolesThatSeePersons, (refused) => {
    const event = refusalEvent(refused);
    if (event) refusals.add(event);
  });
  const people = await buildPeople(configuration, database, sessions, trail, access, log);
  const directoryStore = new DirectoryStore(database);
  const directory = new Directory(directoryStore, log);
  const feed = new LiveFeed(new FloorHub(), positionStore, bus, directory, askDatabase, log);
  const backlog = new Backlog(() => readings.waiting(), configuration.WARDMAP_BACKLOG_LIMIT, log);
  const groups = new GroupCommit({ partitions, add: (jobs) => readings.add(jobs), timeoutMs: answerWithinMs });
  const unassigned = new UnassignedTally(unassignedStore, log);
  const floorModels = new FloorModels(directoryStore);
  const hearing = new Hearing(
    floorModels,
    new ReaderStatusStore(database),
    (floorId, heard) => feed.hub.setHearing(floorId, heard),
    log,
  );
  const doorSettings = { partitions, maxAgeHours: configuration.WARDMAP_MAX_AGE_HOURS };
  const door = new ReadingsDoor(directory, backlog, groups, unassigned, new SenderClocks(), hearing, doorSettings);
  const readyMadeDoor = new ReadyMadeDoor(directory, backlog, groups, unassigned, new SenderClocks(), doorSettings);
  const batteries = new TagBatteryStore(database);
  const telemetryDoor = new TelemetryDoor(directory, batteries, new SenderClocks(), doorSettings.maxAgeHours);
  const assets = new AssetStore(database, Date.now, hearing.blindSince);
  const ways = new HouseWays(database, directory);
  const sight = new Sight(new SightStore(database), refusals);
  const assetRegister = new AssetRegister(database);
  const changes = new DirectoryChanges(directory, bus, log);
  const parLevelStore = new ParLevelStore(database);
  const stockStore = new StockStore(database);
  const register = new FreshRegister(new SearchStore(database), directory);
  const search = new Search(register, ways, new PlaceTables(feed.hub, hearing.blindSince), assets);
  const calibration = buildCalibration(database, partitions, log);
  const health = new HealthChecks({
    database: askDatabase,
    queue: () => readings.waiting(),
    bus: async () => {
      if (!bus.connected) throw new Error('not connected');
    },
  });

  await feed.start();
  await hearing.start();
  directory.onAssets(() => {
    unassignedStore
      .forgetRegistered()
      .catch((error: unknown) => log.warn({ err: error }, 'unassigned keys not tidied'));
  });
  directory.keepFresh();
  search.warm();
  await backlog.start();
  unassigned.start();
  calibration.walks.start();

  return {
    access,
    setUp: people.setUp,
    injected: [
      access,
      trail,
      new AuditStore(database),
      privacy,
      new RetentionStore(database, configuration.WARDMAP_POSITION_RETENTION_DAYS),
      new AcceptedAge(configuration.WARDMAP_MAX_AGE_HOURS),
      keys,
      sessions,
      feed,
      door,
      readyMadeDoor,
      telemetryDoor,
      health,
      new InterfaceDescription(controllers),
      refusals,
      new Keys(database, keyStore, trail),
      changes,
      new AssetExport(database),
      new AssetPhotos(database),
      new AssetTypeStore(database),
      new CodeStore(database),
      new Importing(assetRegister, trail, changes),
      new Registering(assetRegister, assets, trail, refusals, changes),
      assets,
      new AssetChanging(assets, privacy, trail, refusals),
      new Why(new RememberedStore(database), floorModels, hearing),
      new OpenIdSignIn(configuration, new OpenIdStore(database), sessions, refusals, log),
      new PlacesStore(database),
      positionStore,
      sight,
      unassignedStore,
      ways,
      new ParLevels(parLevelStore, trail, refusals),
      new StockBoard(parLevelStore, stockStore, new StockZones(directoryStore, stockStore), hearing, ways),
      search,
      new KeptSearchStore(database),
      ...calibration.injected,
      ...buildUse({ database, trail, refusals, bus, sight, heard: calibration.heard, log }),
      ...people.injected,
    ],
    close: async () => {
      people.close();
      feed.close();
      directory.close();
      backlog.close();
      await groups.drain();
      await unassigned.close();
      await hearing.close();
      await calibration.walks.close();
      await refusals.close();
      await messaging.close();
      await database.close();
    },
  };
}
