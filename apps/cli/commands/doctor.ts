import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  checkCertificate,
  checkDatabase,
  checkDisk,
  checkLibraries,
  checkNode,
  checkPort,
  checkRedis,
  type Finding,
} from '../doctor/checks.js';
import { lockHolder } from '../embedded/folder-lock.js';
import { defaultDataFolder } from '../embedded/project-folder.js';
import { settingsOf } from '../supervisor/settings.js';

/** `wardmap doctor`: looks at everything a start needs, one line each; exit code 1 when something is wrong. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check what a start needs: Node, disk, libraries, port, certificate, database, Redis, clock')
    .action(async () => {
      for (const { ok, text } of await examine()) {
        console.log(`${ok ? 'ok      ' : 'problem '} ${text}`);
        if (!ok) process.exitCode = 1;
      }
    });
}

async function examine(): Promise<Finding[]> {
  const dataFolder = defaultDataFolder();
  const holder = lockHolder(join(dataFolder, 'lock'));
  const { host, port } = settingsOf({});
  const findings = [
    checkNode(process.versions.node),
    checkDisk(dataFolder),
    await checkPort(host, port, holder?.address),
  ];
  const { DATABASE_URL, REDIS_URL, WARDMAP_TLS_CERT: certFile, WARDMAP_TLS_KEY: keyFile } = process.env;
  if (certFile && keyFile) findings.push(checkCertificate({ certFile, keyFile }, Date.now()));
  else if (certFile || keyFile)
    findings.push({ ok: false, text: 'WARDMAP_TLS_CERT and WARDMAP_TLS_KEY go together; only one of them is set.' });
  if (DATABASE_URL) findings.push(...(await checkDatabase(DATABASE_URL)));
  else {
    findings.push(checkLibraries(dataFolder));
    const urlFile = join(dataFolder, 'database-url');
    if (holder && existsSync(urlFile)) findings.push(...(await checkDatabase(readFileSync(urlFile, 'utf8'))));
  }
  findings.push(
    REDIS_URL ? await checkRedis(REDIS_URL) : { ok: true, text: 'No REDIS_URL: queues and live bus run on PostgreSQL' },
  );
  return findings;
}
