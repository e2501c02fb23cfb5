import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import type { Session } from '#contracts/api';
import { LiveConnection } from '../live/live-connection.js';
import { LiveContext } from '../live/use-live.js';
import { texts } from '../texts/texts.js';
import { FloorPage } from './floor-page.js';
import { firstFloorId } from './floor-tree.js';
import { Notice } from './notice.js';
import { refreshSession, useSites } from './queries.js';
import { rememberedFloorId } from './remembered.js';

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
        <Route path="/floor/:floorId" element={<FloorRoute session={session} />} />
        <Route path="*" element={<FirstFloor />} />
      </Routes>
    </LiveContext>
  );
}

function FloorRoute({ session }: { session: Session }) {
  const { floorId } = useParams();
  const id = Number(floorId);
  return Number.isInteger(id) && id > 0 ? <FloorPage session={session} floorId={id} /> : <FirstFloor />;
}

/** Leads to the floor watched last on this device, else to the first one. */
function FirstFloor() {
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
  return floorId === null ? <Notice title={texts.floors.none} /> : <Navigate to={`/floor/${floorId}`} replace />;
}
