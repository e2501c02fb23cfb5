import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { AuditController } from './audit/audit.controller.js';
import { AssetTypesController } from './asset-types/asset-types.controller.js';
import { AssetsController } from './assets/assets.controller.js';
import { AssetHistoryController } from './use/asset-history.controller.js';
import { AssetUseController } from './use/asset-use.controller.js';
import { FindReportsController } from './use/find-reports.controller.js';
import { StatusRulesController } from './use/status-rules.controller.js';
import { ImportController } from './assets/import/import.controller.js';
import { CodesController } from './assets/codes.controller.js';
import { PhotosController } from './assets/photos.controller.js';
import { RegisterController } from './assets/register.controller.js';
import { CalibrationController } from './calibration/calibration.controller.js';
import { KnownPlacesController } from './calibration/known-places.controller.js';
import { WalksController } from './calibration/walks.controller.js';
import { HealthController } from './health/health.controller.js';
import { InterfaceController } from './interface/interface.controller.js';
import { KeysController } from './keys/keys.controller.js';
import { LiveGateway } from './live/live.gateway.js';
import { OpenIdController } from './openid/openid.controller.js';
import { AccountController } from './people/account.controller.js';
import { DepartmentsController } from './people/departments.controller.js';
import { SessionController } from './people/session.controller.js';
import { SignInController } from './people/sign-in.controller.js';
import { UsersController } from './people/users.controller.js';
import { PlacesController } from './places/places.controller.js';
import { PositionsController } from './positions/positions.controller.js';
import { PersonsController } from './privacy/persons.controller.js';
import { RetentionController } from './privacy/retention.controller.js';
import { ReadingsController } from './readings/readings.controller.js';
import { ReadyMadeController } from './ready-made/ready-made.controller.js';
import { StockController } from './stock/stock.controller.js';
import { KeptSearchesController } from './search/kept-searches.controller.js';
import { SearchController } from './search/search.controller.js';
import { TelemetryController } from './telemetry/telemetry.controller.js';
import { UnassignedController } from './unassigned/unassigned.controller.js';
import { WaysController } from './ways/ways.controller.js';

/** Every controller of the api. */
export const controllers: Type[] = [
  AccountController,
  AssetHistoryController,
  AssetTypesController,
  AssetsController,
  AssetUseController,
  AuditController,
  CalibrationController,
  CodesController,
  DepartmentsController,
  FindReportsController,
  HealthController,
  ImportController,
  InterfaceController,
  KeptSearchesController,
  KeysController,
  KnownPlacesController,
  OpenIdController,
  PersonsController,
  PhotosController,
  PlacesController,
  PositionsController,
  ReadingsController,
  ReadyMadeController,
  RegisterController,
  RetentionController,
  SearchController,
  SessionController,
  SignInController,
  StatusRulesController,
  StockController,
  TelemetryController,
  UnassignedController,
  UsersController,
  WalksController,
  WaysController,
];

/** The edge: controllers and the live gateway over parts that are built, and connected, before. */
@Module({})
export class AppModule {
  /** @param parts instances the edge uses, each known by its class. */
  static over(parts: readonly object[]): DynamicModule {
    const providers: Provider[] = parts.map((part) => ({ provide: part.constructor, useValue: part }));
    return { module: AppModule, controllers, providers: [...providers, LiveGateway] };
  }
}
