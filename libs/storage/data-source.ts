import { DataSource } from 'typeorm';
import { ApiKey, ApiKeyReader, Setting } from './entities/administration.js';
import {
  Defect,
  FindReport,
  KeptSearchRow,
  LastActRow,
  Loan,
  ParLevelRow,
  Reservation,
  StatusChange,
  StatusRuleRow,
} from './entities/asset-use.js';
import {
  Asset,
  AssetPhoto,
  AssetType,
  KitMembership,
  Tag,
  TagBattery,
  TagPairing,
  UnassignedSighting,
} from './entities/assets.js';
import {
  Calibration,
  CalibrationRound,
  ReaderFlag,
  ReferenceTag,
  RoomLabel,
  SurveyStop,
  SurveyWalk,
  TrafficWindow,
} from './entities/calibration.js';
import { AuditEvent } from './entities/audit.js';
import { OpenIdAttempt } from './entities/open-id.js';
import { RecoveryCode, UserAccount, UserSession } from './entities/people.js';
import { Building, Floor, Reader, Site, Zone } from './entities/places.js';
import { CurrentPosition, PositionRow, ReaderStatus, ReadingJournal, Visit } from './entities/positions.js';
import { SignInDelay } from './entities/sign-in.js';
import { FirstTables1795210000000 } from './migrations/1795210000000-first-tables.js';
import { Calibration1795300000000 } from './migrations/1795300000000-calibration.js';
import { RfidPortals1795320000000 } from './migrations/1795320000000-rfid-portals.js';
import { RangeLaws1795320001000 } from './migrations/1795320001000-range-laws.js';
import { HonestPosition1795310000000 } from './migrations/1795310000000-honest-position.js';
import { People1795400000000 } from './migrations/1795400000000-people.js';
import { TagSince1795403000000 } from './migrations/1795403000000-tag-since.js';
import { OpenId1795402000000 } from './migrations/1795402000000-open-id.js';
import { AuditTrail1795405000000 } from './migrations/1795405000000-audit-trail.js';
import { TagForgotten1795405100000 } from './migrations/1795405100000-tag-forgotten.js';
import { Equipment1795500000000 } from './migrations/1795500000000-equipment.js';
import { Register1795510000000 } from './migrations/1795510000000-register.js';
import { ParLevelSite1795530000000 } from './migrations/1795530000000-par-level-site.js';
import { Search1795540000000 } from './migrations/1795540000000-search.js';
import { SearchInMemory1795550000000 } from './migrations/1795550000000-search-in-memory.js';
import { KitMembership1795562000000 } from './migrations/1795562000000-kit-membership.js';
import { TagBattery1795561000000 } from './migrations/1795561000000-tag-battery.js';
import { WordsInOrder1795570000000 } from './migrations/1795570000000-words-in-order.js';
import { LastAct1795580000000 } from './migrations/1795580000000-last-act.js';
import { SignInDelays1795401000000 } from './migrations/1795401000000-sign-in-delays.js';
import { PostgresNaming } from './naming.js';

export interface DataSourceSettings {
  /** Shown in pg_stat_activity. */
  applicationName: string;
  /** The most connections this process opens. */
  poolSize: number;
  /**
   * A query that takes longer fails, milliseconds; without it none does. For processes that ask short questions
   * and must notice a server that vanished without a word; not for migrations and imports, which may take long.
   */
  queryTimeoutMs?: number;
}

/** The database as TypeORM sees it; not yet connected. Entities and migrations are named one by one, never found by pattern. */
export function createDataSource(url: string, settings: DataSourceSettings): DataSource {
  const { applicationName, poolSize, queryTimeoutMs } = settings;
  return new DataSource({
    type: 'postgres',
    url,
    applicationName,
    poolSize,
    connectTimeoutMS: 10_000,
    installExtensions: false,
    namingStrategy: new PostgresNaming(),
    entities: [
      ApiKey,
      ApiKeyReader,
      Asset,
      AssetPhoto,
      AssetType,
      AuditEvent,
      Building,
      Calibration,
      CalibrationRound,
      CurrentPosition,
      Defect,
      FindReport,
      Floor,
      KeptSearchRow,
      KitMembership,
      LastActRow,
      Loan,
      OpenIdAttempt,
      ParLevelRow,
      PositionRow,
      Reader,
      ReaderFlag,
      ReaderStatus,
      ReadingJournal,
      RecoveryCode,
      ReferenceTag,
      Reservation,
      RoomLabel,
      Setting,
      SignInDelay,
      Site,
      StatusChange,
      StatusRuleRow,
      SurveyStop,
      SurveyWalk,
      Tag,
      TagBattery,
      TagPairing,
      TrafficWindow,
      UnassignedSighting,
      UserAccount,
      UserSession,
      Visit,
      Zone,
    ],
    migrations: [
      FirstTables1795210000000,
      Calibration1795300000000,
      HonestPosition1795310000000,
      RfidPortals1795320000000,
      RangeLaws1795320001000,
      People1795400000000,
      SignInDelays1795401000000,
      TagSince1795403000000,
      OpenId1795402000000,
      AuditTrail1795405000000,
      TagForgotten1795405100000,
      Equipment1795500000000,
      Register1795510000000,
      ParLevelSite1795530000000,
      Search1795540000000,
      SearchInMemory1795550000000,
      TagBattery1795561000000,
      KitMembership1795562000000,
      WordsInOrder1795570000000,
      LastAct1795580000000,
    ],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    // An idle connection that the server ends is replaced at the next query; nothing is lost with it.
    poolErrorHandler: () => {},
    extra: { keepAlive: true, keepAliveInitialDelayMillis: 10_000, query_timeout: queryTimeoutMs },
  });
}
