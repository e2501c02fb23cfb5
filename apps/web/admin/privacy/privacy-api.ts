import {
  personTagsViewSchema,
  retentionViewSchema,
  type PersonTags,
  type PersonTagsView,
  type Retention,
  type RetentionView,
} from '#contracts/privacy';
import { getJson, sendJson } from '../../app/api.js';

export function getPersonTags(signal?: AbortSignal): Promise<PersonTagsView> {
  return getJson('/privacy/persons', personTagsViewSchema, signal);
}

export function putPersonTags(persons: PersonTags): Promise<PersonTagsView> {
  return sendJson('PUT', '/privacy/persons', personTagsViewSchema, persons);
}

export function getRetention(signal?: AbortSignal): Promise<RetentionView> {
  return getJson('/privacy/retention', retentionViewSchema, signal);
}

export function putRetention(days: Retention): Promise<RetentionView> {
  return sendJson('PUT', '/privacy/retention', retentionViewSchema, days);
}
