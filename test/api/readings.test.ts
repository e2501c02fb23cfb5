import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedis } from '../support/redis.js';
import { startTestApi, type TestApi } from './running-api.js';

describe.each(['postgres', 'redis'] as const)('readings over %s', (backend) => {
  describe.skipIf(backend === 'redis' && !hasRedis)('', () => {
    let api: TestApi;
    beforeAll(async () => {
      api = await startTestApi(backend);
    });
    afterAll(() => api?.close());

    const reading = (more: object = {}) => ({
      readerKey: 'r1',
      tagKey: 't1',
      rssiDbm: -60,
      observedAt: Date.now() - 1000,
      ...more,
    });
    const send = (body: unknown, headers = {}) => api.ask('POST', '/api/v1/readings', { body, headers });

    it('takes good readings with 202', async () => {
      const answer = await send({ readings: [reading(), reading({ tagKey: 'AA:BB:CC:00:00:02', antenna: 3 })] });
      expect(answer.status).toBe(202);
      expect(answer.body).toEqual({ accepted: 2, rejected: [], ignored: { unknownReader: 0, unknownTag: 0 } });
    });
  });
});
