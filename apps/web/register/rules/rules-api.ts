import { z } from 'zod';
import { statusRulesSchema, type StatusRule } from '#contracts/asset-status';
import { getJson, sendJson } from '../../app/api.js';

export async function getRules(signal?: AbortSignal): Promise<StatusRule[]> {
  return (await getJson('/status-rules', statusRulesSchema, signal)).rules;
}

/** All rules; those that are not among them are gone. */
export async function writeRules(rules: readonly StatusRule[]): Promise<void> {
  await sendJson('PUT', '/status-rules', z.unknown(), { rules });
}
