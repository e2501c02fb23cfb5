import 'reflect-metadata';
import { readConfiguration, type Configuration } from '#contracts/configuration';
import { openLog } from '#logging/log';
import { startApi } from './start-api.js';
import { whyNotStarted } from './why-not-started.js';

/** After this time a shutdown no longer waits for requests under way, milliseconds. */
const closeWithinMs = 20_000;

let configuration: Configuration;
try {
  configuration = readConfiguration(process.env);
} catch (error) {
  console.error((error as Error).message);
  process.exit(78);
}

const log = openLog('api', configuration.WARDMAP_LOG_LEVEL);

try {
  const api = await startApi(configuration, log);
  log.info({ url: api.url }, `The api listens on ${api.url}`);
  let closing = false;
  const stop = (signal: string) => {
    if (closing) process.exit(1);
    closing = true;
    log.info(`${signal}: finishing what is under way`);
    setTimeout(() => {
      log.error('some requests did not end in time; stopping all the same');
      process.exit(1);
    }, closeWithinMs).unref();
    api.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the api did not close cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
} catch (error) {
  log.debug({ err: error }, 'start failed');
  console.error(whyNotStarted(error, configuration));
  process.exit(1);
}
