import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SurveyWalk } from '#contracts/calibration';
import {
  activateCalibration,
  finishStop,
  finishWalk,
  fitFloor,
  getCalibration,
  getHeardTags,
  getWalk,
  openStop,
  removeStop,
  rollBack,
  startWalk,
} from './calibration-api.js';
import type { Spot } from './pin-steps.js';

// A browser may think it is offline and still reach the hospital's own server.
const networkMode = 'always';

export function useCalibration(floorId: number) {
  return useQuery({
    queryKey: ['calibration', floorId],
    queryFn: ({ signal }) => getCalibration(floorId, signal),
    refetchInterval: 30_000,
  });
}

/** What is heard on the floor, asked again every two seconds while `wanted`. */
export function useHeardTags(floorId: number, wanted: boolean) {
  return useQuery({
    queryKey: ['heard-tags', floorId],
    queryFn: ({ signal }) => getHeardTags(floorId, signal),
    enabled: wanted,
    refetchInterval: 2_000,
    retry: false,
  });
}

/** The walk as the server knows it; while a room is skipped the last proposal stays on the screen. */
export function useWalk(walkId: number, skipZones: readonly number[]) {
  return useQuery({
    queryKey: ['walk', walkId, skipZones],
    queryFn: ({ signal }) => getWalk(walkId, skipZones, signal),
    placeholderData: keepPreviousData,
    // A phone that was locked or had no network may have missed something.
    refetchOnWindowFocus: true,
    refetchOnReconnect: true,
    refetchInterval: (query) => (query.state.status === 'error' ? 3_000 : false),
  });
}

export function useStartWalk(floorId: number) {
  return useMutation({ mutationFn: (tagId: number) => startWalk(floorId, tagId), networkMode });
}

/** The changes of a walk. After a failure the walk is asked for too: only the answer may have been lost. */
export function useWalkChanges(walkId: number, floorId: number) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ['walk', walkId] });
  const both = async () => {
    await Promise.all([refresh(), client.invalidateQueries({ queryKey: ['calibration', floorId] })]);
  };
  return {
    open: useMutation({
      mutationFn: (place: Spot) => openStop(walkId, place),
      networkMode,
      // The count begins at once; the next proposal takes the server a second or two, and is not needed yet.
      onSuccess: (stop) =>
        client.setQueriesData<SurveyWalk>(
          { queryKey: ['walk', walkId] },
          (walk) => walk && { ...walk, stops: [...walk.stops.filter(({ id }) => id !== stop.id), stop] },
        ),
      onError: refresh,
    }),
    close: useMutation({ mutationFn: finishStop, networkMode, onSettled: refresh }),
    undo: useMutation({ mutationFn: removeStop, networkMode, onSettled: refresh }),
    end: useMutation({ mutationFn: () => finishWalk(walkId), networkMode, onSettled: both }),
  };
}

/** The changes of a floor's calibration. */
export function useCalibrationChanges(floorId: number) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: ['calibration', floorId] });
  return {
    fit: useMutation({ mutationFn: () => fitFloor(floorId), networkMode, onSettled }),
    activate: useMutation({ mutationFn: activateCalibration, networkMode, onSettled }),
    back: useMutation({ mutationFn: () => rollBack(floorId), networkMode, onSettled }),
  };
}
