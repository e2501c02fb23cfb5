import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import pg from 'pg';
import { startApi, type TestProcess } from '../support/processes.js';
import type { BenchFigure } from './figure.js';
import { assets, buildFindHouse } from './find-house.js';

const searchBarMs = 100;
const listBarMs = 50;
/** Between two letters, and between reading an answer and the next question; milliseconds. */
const letterMs = [150, 350] as const;
const readingMs = [2_000, 6_000] as const;
const questions = [
  ...[
    'pump',
    'pump free',
    'infusion pump free near 2A',
    'infsion pmup',
    'perfusor',
    'syringe pump',
    'bed',
    'rollstuhl frei',
  ],
  ...[
    'IN-01234',
    '04711',
    'SN8153',
    'ventilator near lift hall',
    'dräger',
    'freie Infusionspumpe bei 2B',
    'dirty pump',
  ],
  ...['defi', 'ultrasound in radiology', 'bladder scanner', 'monitor broken', 'crash cart', 'agilia', 'visitenwagen'],
];

/**
 * Fifty people at once, each typing questions letter by letter, a search with every letter, over 20,000 assets and
 * 2,000,000 visits; then the first page of every list. Beside each: one row by its primary key, meanwhile, through the
 * same driver, and one asset over HTTP.
 */
export async function benchFind({
  quick,
  databaseUrl,
}: {
  quick: boolean;
  databaseUrl: string;
}): Promise<BenchFigure[]> {
  const visits = quick ? 100_000 : 2_000_000;
  console.log(`  filling ${assets.toLocaleString('en')} assets and ${visits.toLocaleString('en')} visits ...`);
  const { cookies, administrator, assetIds } = await buildFindHouse(databaseUrl, visits);
  const api = await startApi({ databaseUrl, environment: { WARDMAP_LOG_LEVEL: 'warn', WARDMAP_LIMIT_REQUESTS: '0' } });
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const lookUp = async (at: number) => {
      await client.query({
        name: 'one',
        text: 'SELECT id, number, name FROM asset WHERE id = $1',
        values: [assetIds[at % assetIds.length]],
      });
    };
    const oneOverHttp = (at: number) => get(api, `/api/v1/assets/${assetIds[at % assetIds.length]}`, cookies[0]);
    console.log(
      `  50 people type ${letterMs.join('-')} ms a letter and read ${readingMs.join('-')} ms, ${quick ? 5 : 30} s`,
    );
    await typeFor(api, cookies, 3_000);
    const used = processorMs(api.pid);
    const databaseUsed = await databaseProcessorMs(client);
    const [searches, plain, http] = await withProbes(
      () => typeFor(api, cookies, quick ? 5_000 : 30_000),
      lookUp,
      oneOverHttp,
    );
    console.log(
      `  ${searches.length} searches, median ${at(searches, 0.5).toFixed(1)} ms, p99 ${at(searches, 0.99).toFixed(1)} ms`,
    );
    const requests = searches.length + http.length;
    const apiMs = (processorMs(api.pid) - used) / requests;
    const databaseMs = ((await databaseProcessorMs(client)) - databaseUsed) / requests;
    console.log(`  processor time a request: api ${apiMs.toFixed(1)} ms, database ${databaseMs.toFixed(1)} ms`);
    const figures = [figureOf('find.search', searches, searchBarMs, plain, http)];
    for (const [name, path] of lists(assetIds[0])) {
      const { status } = await get(api, path, administrator);
      if (status !== 200) throw new Error(`${path} was answered ${status}`);
      const [pages, plain, http] = await withProbes(
        () => repeated(quick ? 20 : 60, () => get(api, path, administrator)),
        lookUp,
        oneOverHttp,
      );
      figures.push(figureOf(`find.lists.${name}`, pages, listBarMs, plain, http));
    }
    return figures;
  } finally {
    await client.end();
    await api.stop();
  }
}

/** First pages as the app asks for them. */
function lists(assetId: number): [name: string, path: string][] {
  const orders = ['number', 'name', 'type', 'status', 'department'];
  return [
    ...orders.map((order): [string, string] => [`assets-by-${order}`, `/api/v1/assets?order=${order}`]),
    ['assets-filtered', '/api/v1/assets?types=infusion-pump&statuses=available'],
    ['assets-searched', '/api/v1/assets?search=pump'],
    ['assets-by-serial', '/api/v1/assets?search=SN8153'],
    ['assets-by-nothing', '/api/v1/assets?search=zebra'],
    ['assets-of-zone', '/api/v1/assets?zone=7'],
    ['assets-without-tag', '/api/v1/assets?tagged=false'],
    ['assets-last-first', '/api/v1/assets?descending=true'],
    ['assets-retired', '/api/v1/assets?statuses=retired'],
    ['types', '/api/v1/asset-types'],
    ['visits', `/api/v1/assets/${assetId}/visits`],
    ['statuses', `/api/v1/assets/${assetId}/statuses`],
    ['pairings', `/api/v1/assets/${assetId}/pairings`],
    ['trail', `/api/v1/assets/${assetId}/trail?${dayUntilNow()}`],
    ['stock', '/api/v1/stock'],
    ['par-levels', '/api/v1/par-levels'],
    ['status-rules', '/api/v1/status-rules'],
    ['searches', '/api/v1/searches'],
    ['departments', '/api/v1/departments'],
    ['find-times', '/api/v1/find-times'],
    ['users', '/api/v1/users'],
    ['keys', '/api/v1/keys'],
    ['audit', '/api/v1/audit'],
    ['unassigned', '/api/v1/unassigned'],
  ];
}

function dayUntilNow(): string {
  const now = Date.now();
  const [from, to] = [now - 86_400_000, now].map((at) => new Date(at).toISOString());
  return new URLSearchParams({ from, to }).toString();
}

function figureOf(name: string, taken: number[], bar: number, plain: number[], http: number[]): BenchFigure {
  const value = at(taken, 0.95);
  const baseline = { name: 'one row by its primary key, meanwhile', value: at(plain, 0.95) };
  const beside = [{ name: 'one asset over HTTP, meanwhile', value: at(http, 0.95) }];
  return { name, value, unit: 'ms (all p95)', baseline, ratio: value / baseline.value, beside, bar };
}

/** Processor time that a process has used, milliseconds (proc(5): fields 14 and 15, a hundredth of a second each). */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** The same of PostgreSQL: its processes of now, on this machine. */
async function databaseProcessorMs(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
  const server = Number(readFileSync(`/proc/${rows[0].pid}/stat`, 'utf8').split(') ')[1].split(' ')[1]);
  return [server, ...rows.map(({ pid }) => pid)].map(processorMs).reduce((sum, one) => sum + one, 0);
}

/** Everybody types until the time is over. @returns how long each search took, milliseconds */
async function typeFor(api: TestProcess, cookies: string[], forMs: number): Promise<number[]> {
  const until = performance.now() + forMs;
  const taken: number[] = [];
  let failed = 0;
  const person = async (cookie: string, number: number) => {
    // Nobody begins at the same moment as all others.
    await sleep(between(0, readingMs[0]));
    for (let round = 0; performance.now() < until; round++) {
      const question = questions[(number * 7 + round * 5) % questions.length];
      const asked: Promise<void>[] = [];
      for (let letters = 1; letters <= question.length && performance.now() < until; letters++) {
        const q = new URLSearchParams({
          q: question.slice(0, letters),
          near: `floor:${1 + (number % 15)},${10 + number},20`,
        });
        asked.push(
          get(api, `/api/v1/search?${q.toString()}`, cookie).then(({ status, ms }) => {
            if (status === 200) taken.push(ms);
            else failed++;
          }),
        );
        await sleep(between(...letterMs));
      }
      await Promise.all(asked);
      await sleep(Math.min(between(...readingMs), Math.max(0, until - performance.now())));
    }
  };
  await Promise.all(cookies.map(person));
  if (failed > 0) throw new Error(`${failed} of ${failed + taken.length} searches failed`);
  return taken;
}

/** Does the work, and meanwhile looks single things up. */
async function withProbes(
  work: () => Promise<number[]>,
  lookUp: (at: number) => Promise<void>,
  oneOverHttp: (at: number) => Promise<{ ms: number }>,
): Promise<[taken: number[], plain: number[], http: number[]]> {
  const plain: number[] = [];
  const http: number[] = [];
  let over = false;
  const probe = async () => {
    for (let number = 0; !over || plain.length < 5; number++) {
      const began = performance.now();
      await lookUp(number);
      plain.push(performance.now() - began);
      http.push((await oneOverHttp(number)).ms);
      await sleep(25);
    }
  };
  const probing = probe();
  try {
    return [await work(), plain, http];
  } finally {
    over = true;
    await probing;
  }
}

async function repeated(times: number, one: () => Promise<{ ms: number }>): Promise<number[]> {
  const taken: number[] = [];
  for (let time = 0; time < times; time++) taken.push((await one()).ms);
  return taken;
}

const agent = new Agent({ keepAlive: true, maxSockets: 100 });

/** Asks as a browser does, and reads the whole answer. */
function get(api: TestProcess, path: string, cookie: string): Promise<{ status: number; ms: number }> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(
      api.address + path,
      { agent, headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' } },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, ms: performance.now() - began }));
        answer.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function between(least: number, most: number): number {
  return least + Math.random() * (most - least);
}
