import {
  IconArrowUp,
  IconCornerUpLeft,
  IconCornerUpRight,
  IconDoorExit,
  IconElevator,
  IconFlag,
  IconStairs,
  type Icon,
} from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Way } from '#contracts/search';
import { getFloor } from '../app/api.js';
import { findTexts } from '../texts/find-texts.js';
import { stepWords } from './step-words.js';
import classes from './way-panel.module.css';
import { waySteps, type WayStep } from './way-steps.js';

interface WayStepListProps {
  way: Way;
  /** It leads to where the goal was before. */
  outdated: boolean;
  floorOnMap: number | null;
  onFloor: (floorId: number) => void;
}

/** The way as an ordered list; where the floor changes, a button brings the map along. */
export function WayStepList({ way, outdated, floorOnMap, onFloor }: WayStepListProps) {
  const floorIds = [...new Set(way.legs.map(({ floorId }) => floorId))];
  const floors = useQueries({
    queries: floorIds.map((id) => ({
      queryKey: ['floor', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => getFloor(id, signal),
      staleTime: 300_000,
    })),
  });
  const zonesOf = (floorId: number) => floors[floorIds.indexOf(floorId)]?.data?.zones ?? null;
  const steps = waySteps(way, zonesOf);
  const names = new Map(way.legs.map(({ floorId, floorName }) => [floorId, floorName]));
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (floorIds.length > 1) list.current?.querySelector('[data-here="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [floorOnMap, floorIds.length]);
  return (
    <ol
      ref={list}
      className={classes.steps}
      data-outdated={outdated}
      aria-label={outdated ? findTexts.way.stepsBefore : findTexts.way.steps}
    >
      {steps.map((step, index) => {
        const newFloor = floorIds.length > 1 && step.floorId !== steps[index - 1]?.floorId;
        const Sign = signOf(step);
        return (
          <li key={index} className={classes.step} data-here={step.floorId === floorOnMap}>
            {newFloor && (
              <span className={classes.floor}>
                {names.get(step.floorId)}
                {step.floorId === floorOnMap ? (
                  <span className={classes.here}>{findTexts.way.here}</span>
                ) : (
                  <button type="button" className={classes.show} onClick={() => onFloor(step.floorId)}>
                    {findTexts.way.showFloor(names.get(step.floorId) ?? '')}
                  </button>
                )}
              </span>
            )}
            <span className={classes.line}>
              <Sign size={20} stroke={1.8} aria-hidden />
              <span>{stepWords(step)}</span>
            </span>
            {step.kind === 'change' && step.toFloorId !== floorOnMap && (
              <button type="button" className={classes.next} onClick={() => onFloor(step.toFloorId)}>
                {findTexts.way.next(step.toFloorName)}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function signOf(step: WayStep): Icon {
  if (step.kind === 'change') return step.by === 'lift' ? IconElevator : IconStairs;
  if (step.kind === 'leave') return IconDoorExit;
  if (step.kind === 'arrive') return IconFlag;
  return step.turn === 'left' ? IconCornerUpLeft : step.turn === 'right' ? IconCornerUpRight : IconArrowUp;
}
