import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import type { Session } from '#contracts/people';
import type { Permission } from '#contracts/permissions';
import { LiveConnection } from '../live/live-connection.js';
import { LiveContext } from '../live/use-live.js';
import { may } from '../session/may.js';
import { texts } from '../texts/texts.js';
import { FloorPage } from './floor-page.js';
import { firstFloorId } from './floor-tree.js';
import { NoFloors } from './no-floors.js';
import { Notice } from './notice.js';
import { refreshSession, useSites } from './queries.js';
import { rememberedFloorId } from './remembered.js';

// Few people calibrate: nobody else loads these pages.
const CalibrationPage = lazy(() => import('../calibration/calibration-page.js'));
const WalkPage = lazy(() => import('../calibration/walk-page.js'));
const AccountPage = lazy(() => import('../account/account-page.js'));
const UsersPage = lazy(() => import('../admin/users/users-page.js'));
const KeysPage = lazy(() => import('../admin/keys/keys-page.js'));
const AuditPage = lazy(() => import('../admin/audit/audit-page.js'));
const StockPage = lazy(() => import('../stock/stock-page.js'));
const FindTimesPage = lazy(() => import('../find-times/find-times-page.js'));
const PrivacyPage = lazy(() => import('../admin/privacy/privacy-page.js'));
const NotAllowed = lazy(() => import('./not-allowed.js'));
const EquipmentPage = lazy(() => import('../register/list/equipment-page.js'));
const NewAssetPage = lazy(() => import('../register/edit/new-asset-page.js'));
const AssetPage = lazy(() => import('../register/edit/asset-page.js'));
const ImportPage = lazy(() => import('../register/import/import-page.js'));
const TypesPage = lazy(() => import('../register/types/types-page.js'));
const RulesPage = lazy(() => import('../register/rules/rules-page.js'));
const PairPage = lazy(() => import('../register/pair/pair-page.js'));

/** Everything behind the sign-in: one live connection, one page for each floor. */
export default function SignedIn({ session }: { session: Session }) {
  const client = useQueryClient();
  const [live] = useState(() => new LiveConnection());
  useEffect(() => {
    live.open(() => void refreshSession(client));
    return () => live.close();
  }, [live, client]);
  return (
    <LiveContext value={live}>
      <Routes>
        <Route path="/floor/:floorId" element={<FloorRoute session={session} Page={FloorPage} needs="assets.see" />} />
        <Route
          path="/floor/:floorId/calibration"
          element={<FloorRoute session={session} Page={CalibrationPage} needs="calibration.see" />}
        />
        <Route
          path="/floor/:floorId/walk"
          element={<FloorRoute session={session} Page={WalkPage} needs="calibration.change" />}
        />
        <Route path="/account" element={<Lazy page={<AccountPage session={session} />} />} />
        <Route path="/equipment" element={<Lazy page={<EquipmentPage session={session} />} />} />
        <Route path="/equipment/new" element={<Lazy page={<NewAssetPage session={session} />} />} />
        <Route path="/equipment/import" element={<Lazy page={<ImportPage session={session} />} />} />
        <Route path="/equipment/types" element={<Lazy page={<TypesPage session={session} />} />} />
        <Route path="/equipment/rules" element={<Lazy page={<RulesPage session={session} />} />} />
        <Route path="/equipment/:assetId" element={<Lazy page={<AssetPage session={session} />} />} />
        <Route path="/equipment/:assetId/tag" element={<Lazy page={<PairPage session={session} />} />} />
        <Route path="/pair" element={<Lazy page={<PairPage session={session} />} />} />
        <Route path="/stock" element={<Lazy page={<StockPage session={session} />} />} />
        <Route path="/find-times" element={<Lazy page={<FindTimesPage session={session} />} />} />
        <Route path="/admin/users" element={<Lazy page={<UsersPage session={session} />} />} />
        <Route path="/admin/keys" element={<Lazy page={<KeysPage session={session} />} />} />
        <Route path="/admin/audit" element={<Lazy page={<AuditPage session={session} />} />} />
        <Route path="/admin/privacy" element={<Lazy page={<PrivacyPage session={session} />} />} />
        <Route path="*" element={<FirstFloor session={session} />} />
      </Routes>
    </LiveContext>
  );
}

interface FloorRouteProps {
  session: Session;
  Page: ComponentType<{ session: Session; floorId: number }>;
  needs: Permission;
}

function FloorRoute({ session, Page, needs }: FloorRouteProps) {
  const { floorId } = useParams();
  const id = Number(floorId);
  if (!Number.isInteger(id) || id <= 0) return <FirstFloor session={session} />;
  if (!may(session, needs)) return <Lazy page={<NotAllowed permission={needs} />} />;
  return <Lazy page={<Page session={session} floorId={id} />} />;
}

function Lazy({ page }: { page: ReactNode }) {
  return <Suspense fallback={<Notice title={texts.opening} busy />}>{page}</Suspense>;
}

/** Leads to the floor watched last on this device, else to the first one. */
function FirstFloor({ session }: { session: Session }) {
  const sites = useSites();
  if (!sites.data) {
    return sites.isError ? (
      <Notice
        title={sites.error.message}
        action={{ label: texts.notReachable.retry, run: () => void sites.refetch() }}
      />
    ) : (
      <Notice title={texts.opening} busy />
    );
  }
  const floorId = firstFloorId(sites.data, rememberedFloorId());
  return floorId === null ? <NoFloors session={session} /> : <Navigate to={`/floor/${floorId}`} replace />;
}
