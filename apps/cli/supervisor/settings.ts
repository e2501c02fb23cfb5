import { parsePort } from './check-port.js';

export interface ListenOptions {
  port?: number;
  host?: string;
}

/** Where to listen: the command line first, then the environment, then 127.0.0.1:8080. */
export function settingsOf(
  options: ListenOptions,
  environment: Record<string, string | undefined> = process.env,
): { host: string; port: number } {
  return {
    host: options.host ?? (environment.WARDMAP_HOST || '127.0.0.1'),
    port: options.port ?? (environment.WARDMAP_PORT ? parsePort(environment.WARDMAP_PORT) : 8080),
  };
}
