import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  calibrationVersionSchema,
  floorCalibrationViewSchema,
  heardTagsSchema,
  referenceTagSchema,
  roomLabelNotedSchema,
  surveyStopSchema,
  surveyWalkSchema,
} from '#contracts/calibration';
import { SurveyedWard } from './surveyed-ward.js';
import { patience } from '../support/patience.js';

const stops = [
  [3, 3],
  [9, 4],
  [16, 3],
  [22, 4],
  [27, 3],
  [4, 10],
  [12, 9],
  [20, 11],
  [27, 10],
  [3, 17],
  [10, 16],
  [18, 17],
  [26, 17],
] as const;

describe('a walk through a ward whose readers are not as the plan says', () => {
  let ward: SurveyedWard;
  let floor: string;
  let walkId: number;
  beforeAll(async () => {
    ward = await SurveyedWard.open('calibration');
    floor = `/floors/${ward.floorId}`;
  });
  afterAll(() => ward?.close());

  const view = async () => floorCalibrationViewSchema.parse((await ward.ask('GET', `${floor}/calibration`)).body);

  it('finds the tag in the hand among those heard now', async () => {
    const heard = async () => heardTagsSchema.parse((await ward.ask('GET', `${floor}/heard-tags`)).body).tags;
    await expect.poll(heard, patience).toMatchObject([{ tagKey: 'tag-0', assetName: 'Pump 0', readers: 6 }]);
  });

  it('refuses what cannot be, and says why', async () => {
    const unknown = await ward.ask('POST', `${floor}/calibration/walks`, { tagKey: 'nobody' });
    expect([unknown.status, unknown.body.detail]).toEqual([
      404,
      expect.stringContaining('No asset in service carries'),
    ]);
    expect((await ward.ask('POST', `${floor}/calibration/walks`, { tagId: 1, assetId: 1 })).status).toBe(400);
    expect((await ward.ask('POST', '/floors/424242/calibration/walks', { tagKey: 'tag-0' })).status).toBe(404);
    expect((await ward.ask('GET', '/floors/424242/calibration')).status).toBe(404);
    for (const path of ['/walks/424242/stops', '/stops/424242/finish', '/calibrations/424242/activate'])
      expect((await ward.ask('POST', path, { x: 1, y: 1 })).status).toBe(404);
    const early = await ward.ask('POST', `${floor}/calibration/fit`);
    expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining('at least 5')]);
    const nothing = await ward.ask('POST', `${floor}/calibration/rollback`);
    expect([nothing.status, nothing.body.detail]).toEqual([409, expect.stringContaining('floor plan')]);
  });

  it('gathers stops, and says where the next one tells most', async () => {
    const started = await ward.ask('POST', `${floor}/calibration/walks`, { tagKey: 'tag-0' });
    expect(started.status).toBe(201);
    const walk = surveyWalkSchema.parse(started.body);
    walkId = walk.id;
    expect(walk.progress).toMatchObject({ usableStops: 0, knownShare: 0, heldOutError: null });
    for (const [x, y] of stops) {
      const { status, body } = await ward.stopAt(walkId, x, y);
      expect([status, surveyStopSchema.parse(body).state]).toEqual([200, 'usable']);
    }
    const far = await ward.ask('POST', `/walks/${walkId}/stops`, { x: 90, y: 3 });
    expect([far.status, far.body.detail]).toEqual([400, expect.stringContaining('outside the floor')]);
    const after = surveyWalkSchema.parse((await ward.ask('GET', `/walks/${walkId}`)).body);
    expect(after.stops).toHaveLength(stops.length);
    expect(after.stops[0].levels).toHaveLength(6);
    expect(after.progress.usableStops).toBe(stops.length);
    expect(after.progress.knownShare).toBeGreaterThan(walk.progress.knownShare);
    const { next } = after;
    for (const [x, y] of stops) expect(Math.hypot(next!.x - x, next!.y - y)).toBeGreaterThan(2);
    const other = await ward.ask('GET', `/walks/${walkId}?skipZones=${next!.zoneId}`);
    expect(surveyWalkSchema.parse(other.body).next?.zoneId).not.toBe(next!.zoneId);
  });

  it('keeps one stop open at a time, and takes one back', async () => {
    const opened = surveyStopSchema.parse((await ward.ask('POST', `/walks/${walkId}/stops`, { x: 15, y: 10 })).body);
    expect((await ward.ask('POST', `/walks/${walkId}/stops`, { x: 15, y: 10 })).status).toBe(409);
    expect((await ward.ask('POST', `/walks/${walkId}/finish`)).status).toBe(409);
    expect((await ward.ask('DELETE', `/stops/${opened.id}`)).status).toBe(204);
    expect((await ward.ask('DELETE', `/stops/${opened.id}`)).status).toBe(404);
    expect(surveyWalkSchema.parse((await ward.ask('POST', `/walks/${walkId}/finish`)).body).endedAt).not.toBeNull();
    expect((await ward.ask('POST', `/walks/${walkId}/stops`, { x: 15, y: 10 })).status).toBe(409);
  });

  it('does not use a stop at which nothing was heard', async () => {
    const { body: walk } = await ward.ask('POST', `${floor}/calibration/walks`, { tagKey: 'tag-1' });
    const { body: opened } = await ward.ask('POST', `/walks/${walk.id}/stops`, { x: 5, y: 5 });
    const stop = surveyStopSchema.parse((await ward.ask('POST', `/stops/${opened.id}/finish`)).body);
    expect(stop).toMatchObject({ state: 'unusable', packets: 0, detail: expect.stringContaining('No reader heard') });
  });

  it('puts the fit in use because it is better, and the worker goes by it', async () => {
    ward.place = { x: 7, y: 12 };
    // The place settles under the values of the plan first.
    await expect.poll(() => ward.error(), patience).toBeLessThan(10);
    const fitted = await ward.ask('POST', `${floor}/calibration/fit`);
    expect(fitted.status).toBe(201);
    const version = calibrationVersionSchema.parse(fitted.body);
    expect(version).toMatchObject({ version: 1, state: 'active', source: 'walk', createdBy: 'surveyor' });
    expect(version.score!.logLikelihood).toBeGreaterThan(version.comparedScore!.logLikelihood);
    expect(version.score!.errorM).toBeLessThan(version.comparedScore!.errorM! / 1.5);
    await expect.poll(() => ward.error(), patience).toBeLessThan(1.2);
    expect((await view()).active).toEqual(version);
    const walk = surveyWalkSchema.parse((await ward.ask('GET', `/walks/${walkId}`)).body);
    expect(walk.progress.heldOutError).toEqual({
      beforeM: version.comparedScore!.errorM,
      afterM: version.score!.errorM,
    });
  });

  it('refuses a fit that is worse, and says why', async () => {
    const { stops: all } = await view();
    const usable = all.filter((stop) => stop.state === 'usable');
    for (const stop of usable.slice(5)) await ward.ask('DELETE', `/stops/${stop.id}`);
    const version = calibrationVersionSchema.parse((await ward.ask('POST', `${floor}/calibration/fit`)).body);
    expect(version).toMatchObject({ version: 2, state: 'refused', comparedVersion: 1, activatedAt: null });
    expect(version.reason).toMatch(/no better|worse/);
    expect((await view()).active!.version).toBe(1);
  });

  it('goes back to what was in use before, and to any version that is chosen', async () => {
    const [second, first] = (await view()).versions;
    expect((await ward.ask('POST', `/calibrations/${second.id}/activate`)).body).toMatchObject({ state: 'active' });
    expect((await view()).active!.version).toBe(2);
    expect((await ward.ask('POST', `${floor}/calibration/rollback`)).body.active).toMatchObject({ id: first.id });
    expect((await ward.ask('POST', `${floor}/calibration/rollback`)).body).toEqual({ active: null });
    expect((await view()).active).toBeNull();
    expect((await view()).versions.map((version) => version.state)).toEqual(['retired', 'retired']);
  });

  it('notes rooms by one tap, and tags that are fixed at a place', async () => {
    const [zone] = (await ward.ask('GET', floor)).body.zones as { id: number }[];
    const tagId = ward.ward.tagIds[0];
    const name = () => ward.ask('POST', '/room-labels', { tagId, zoneId: zone.id });
    // What was heard in the last seconds counts; the worker of a busy machine may not have stored it yet.
    let noted = await name();
    await expect.poll(async () => (noted.status === 201 ? noted : (noted = await name())).status, patience).toBe(201);
    expect(roomLabelNotedSchema.parse(noted.body).packets).toBeGreaterThan(0);
    expect((await ward.ask('POST', '/room-labels', { tagId: ward.ward.tagIds[2], zoneId: zone.id })).status).toBe(409);
    expect((await view()).roomLabels).toBe(1);

    const place = { floorId: ward.floorId, x: 4, y: 4, z: 2.5 };
    const fixed = await ward.ask('PUT', '/reference-tags/tag-2', place);
    expect(referenceTagSchema.parse(fixed.body)).toMatchObject({ ...place, tagKey: 'tag-2', readers: 0 });
    expect((await ward.ask('GET', `${floor}/reference-tags`)).body.tags).toHaveLength(1);
    expect((await ward.ask('PUT', '/reference-tags/nobody', place)).status).toBe(404);
    expect((await ward.ask('DELETE', '/reference-tags/tag-2')).status).toBe(204);
    expect((await ward.ask('DELETE', '/reference-tags/tag-2')).status).toBe(404);
  });
});
