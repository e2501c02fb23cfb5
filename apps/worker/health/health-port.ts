import { type Server, createServer } from 'node:http';
import type { WorkerCounts } from './worker-status.js';

/** What the health port tells. */
export interface WorkerHealth {
  /** Partitions this worker holds. */
  partitions: number[];
  counts: WorkerCounts;
}

/**
 * Answers GET /health/live (the process runs) and GET /health/ready (it reaches the database) for whoever
 * watches over the worker. Bound to loopback unless told otherwise; tells no hospital data.
 */
export function openHealthPort(
  host: string,
  port: number,
  ready: () => Promise<boolean>,
  health: () => WorkerHealth,
): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.method !== 'GET') return answer(405, { status: 'unavailable' });
    if (request.url === '/health/live') return answer(200, { status: 'ok', ...health() });
    if (request.url !== '/health/ready') return answer(404, { status: 'unavailable' });
    ready().then(
      (ok) => answer(ok ? 200 : 503, { status: ok ? 'ok' : 'unavailable', ...health() }),
      () => answer(503, { status: 'unavailable', ...health() }),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
