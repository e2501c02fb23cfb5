import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { giveBack, logPath, project, requireSpace, requireWritable } from './project.mjs';
import { runQuietly } from './run-program.mjs';

const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** The two things that are built, and from what. */
const parts = [
  {
    name: 'server',
    sources: ['apps/api', 'apps/worker', 'apps/cli', 'libs', 'test', ...settings],
    result: 'dist/apps/cli/main.js',
    program: 'tsc',
    args: ['-p', 'tsconfig.build.json'],
  },
  {
    name: 'web',
    sources: ['apps/web', 'libs/contracts', 'libs/floorplan', 'libs/geofencing', ...settings],
    result: 'dist/web/index.html',
    program: 'vite',
    args: ['build', '--config', 'apps/web/vite.config.ts', '--logLevel', 'warn'],
  },
];

/** Builds server and web app when their sources changed since the last build (content, not dates). */
export async function ensureBuild() {
  const stale = parts
    .map((part) => ({ ...part, stamp: join(project, 'dist', `.built-${part.name}`), hash: hashOf(part.sources) }))
    .filter(({ stamp, hash, result }) => !isCurrent(stamp, hash, result));
  if (stale.length === 0) return;
  requireWritable('dist');
  requireSpace(200e6, 'building');
  mkdirSync(join(project, 'dist'), { recursive: true });
  const startedAt = performance.now();
  console.log(`Building ${stale.map(({ name }) => name).join(' and ')} ...`);
  await Promise.all(stale.map(build));
  giveBack(join(project, 'dist'));
  console.log(`Built in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
}

async function build({ name, program, args, stamp, hash, result }) {
  // The compiler's own memory of what it wrote is wrong when somebody removed the result.
  if (!existsSync(join(project, result))) rmSync(join(project, 'dist/.tsbuildinfo'), { force: true });
  const log = logPath(`build-${name}.log`);
  const { code, output } = await runQuietly(program, args, log);
  giveBack(log);
  if (code !== 0) {
    const first = output.split('\n').find((line) => /error|ENOSPC/i.test(line)) ?? `exit code ${code}`;
    throw new Error(`The ${name} could not be built: ${first.trim()} (log: ${log}).`);
  }
  writeFileSync(stamp, hash);
}

function isCurrent(stamp, hash, result) {
  return existsSync(join(project, result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

function hashOf(sources) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(filesOf)) hash.update(path).update(readFileSync(join(project, path)));
  return hash.digest('hex');
}

function filesOf(path) {
  const full = join(project, path);
  if (!existsSync(full)) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(project.length + 1))
    .sort();
}
