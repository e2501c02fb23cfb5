import { z } from 'zod';
import { doorSettings, doorTroubles } from './door-settings.js';
import { peopleSettings } from './people-settings.js';

const boolean = z
  .enum(['true', 'false', '1', '0'], 'must be true or false')
  .transform((text) => text === 'true' || text === '1');
const port = z.coerce.number().int().min(0).max(65535);

/** Every setting that api, worker and cli read from the environment, with defaults. */
export const configurationSchema = z.object({
  /** PostgreSQL 15 or newer. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' }),
  /** Redis or Valkey for queues and live bus; without it both run on PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// address' }).optional(),
  /** Address and port of the api. */
  WARDMAP_HOST: z.string().default('127.0.0.1'),
  WARDMAP_PORT: port.default(8080),
  /** Health port of a worker; 0 picks none. */
  WARDMAP_WORKER_PORT: port.default(0),
  /** Queues the readings are spread over. Fixed at first start: the database remembers it. */
  WARDMAP_PARTITIONS: z.coerce.number().int().min(1).max(64).default(8),
  /** Above this many waiting jobs a partition refuses more readings (429). */
  WARDMAP_BACKLOG_LIMIT: z.coerce.number().int().min(1).default(2000),
  /** Oldest observation the ingest accepts, hours. */
  WARDMAP_MAX_AGE_HOURS: z.coerce.number().min(0.1).max(168).default(168),
  /** Days that positions are kept. */
  WARDMAP_POSITION_RETENTION_DAYS: z.coerce.number().int().min(2).max(3650).default(90),
  /** Demo mode: ready users sign in with one click. On a loopback address, unless it is opened on purpose. */
  WARDMAP_DEMO: boolean.default(false),
  WARDMAP_DEMO_OPEN: boolean.default(false),
  ...peopleSettings,
  ...doorSettings,
  WARDMAP_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type Configuration = z.infer<typeof configurationSchema>;

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Reads the settings of a process from its environment.
 * @throws Error that lists every wrong setting, one a line.
 */
export function readConfiguration(environment: Record<string, string | undefined>): Configuration {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = configurationSchema.safeParse(given);
  if (!result.success)
    throw new Error(
      `Wardmap cannot start with these settings:\n${result.error.issues
        .map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
        .join('\n')}`,
    );
  const { WARDMAP_DEMO: demo, WARDMAP_DEMO_OPEN: open } = result.data;
  if (demo && !open && !loopback.has(result.data.WARDMAP_HOST))
    throw new Error(
      'Wardmap cannot start with these settings:\n  WARDMAP_DEMO: in demo mode anybody signs in with one click, so WARDMAP_HOST must be 127.0.0.1, ::1 or localhost (or say WARDMAP_DEMO_OPEN=true when the whole network may)',
    );
  if (result.data.WARDMAP_MAX_AGE_HOURS > result.data.WARDMAP_POSITION_RETENTION_DAYS * 24)
    throw new Error(
      'Wardmap cannot start with these settings:\n  WARDMAP_MAX_AGE_HOURS: readings older than positions are kept would be dropped at once; it must be at most 24 times WARDMAP_POSITION_RETENTION_DAYS',
    );
  const troubles = doorTroubles(result.data);
  if (troubles.length > 0)
    throw new Error(`Wardmap cannot start with these settings:\n${troubles.map((each) => `  ${each}`).join('\n')}`);
  return result.data;
}
