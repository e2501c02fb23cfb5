import { useMutation } from '@tanstack/react-query';
import { IconCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { FloorDetail } from '#contracts/api';
import { roomLabelNotedSchema } from '#contracts/calibration';
import { sendJson } from '../app/api.js';
import { useSession } from '../app/queries.js';
import type { Known } from '../asset/known-place.js';
import { may } from '../session/may.js';
import { texts } from '../texts/texts.js';
import { likelyRooms } from './likely-rooms.js';
import classes from './room-label.module.css';

const offered = 5;

interface RoomLabelProps {
  assetId: number;
  known: Known;
  floor: FloorDetail | null;
}

/** "It is in …": one tap of somebody who sees the thing teaches the map. Another tap corrects the first. */
export function RoomLabel({ assetId, known, floor }: RoomLabelProps) {
  const session = useSession().data;
  const mayLabel = session ? may(session, 'labels.add') : false;
  const label = useMutation({
    mutationFn: (zoneId: number) => sendJson('POST', '/room-labels', roomLabelNotedSchema, { assetId, zoneId }),
    networkMode: 'always',
  });
  const here = floor !== null && known.floorId === floor.id;
  // Anew only when the decided room changes: a chip must not slip away under a thumb.
  const rooms = useMemo(
    () => (here ? likelyRooms(known, floor.zones, offered) : []),
    [assetId, floor, here, known.zoneId],
  );
  if (!mayLabel || rooms.length === 0) return null;
  const toldId = label.variables;
  const told = rooms.find(({ id }) => id === toldId);
  return (
    <section className={classes.section} aria-labelledby="room-label">
      <h3 id="room-label" className={classes.title}>
        {texts.roomLabel.title}
      </h3>
      <div className={classes.chips}>
        {rooms.map((room) => (
          <button
            key={room.id}
            type="button"
            className={classes.chip}
            aria-pressed={label.isSuccess && room.id === toldId}
            aria-busy={label.isPending && room.id === toldId}
            onClick={() => !label.isPending && label.mutate(room.id)}
          >
            {label.isSuccess && room.id === toldId && <IconCheck size={16} stroke={2.2} aria-hidden />}
            {room.name}
          </button>
        ))}
      </div>
      <p className={classes.answer} role="status" data-failed={label.isError}>
        {label.error
          ? texts.roomLabel.failed(label.error.message)
          : label.isSuccess && told
            ? texts.roomLabel.thanks(told.name)
            : texts.roomLabel.hint}
      </p>
    </section>
  );
}
