import { z } from 'zod';
import { may, peopleRoles, type Permission, permissionTable } from '#contracts/permissions';
import { problemSchema } from '#contracts/problem';
import { wholeHouse } from '#contracts/visibility';
import { sessionCookie } from '../access/credential.js';
import type { Route } from './routes.js';

type Json = Record<string, unknown>;

/** Name, place and contract of a parameter. */
export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: Json;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: true; content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }> }>;
}

/** An OpenAPI 3.1 document: what of it we write. */
export interface OpenApi extends Json {
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
}

/** Describes routes as an OpenAPI 3.1 document: everything in it is read from what the code does. */
export function openApiOf(routes: readonly Route[], version: string): OpenApi {
  const paths: OpenApi['paths'] = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Wardmap',
      version,
      description:
        'Times are ISO 8601 or milliseconds since 1970 in UTC, lengths metres. What somebody may not see is not sent: it is ' +
        'missing from lists, and asking for it by its id is answered 404. Errors are problem details (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    } as OpenApi['info'],
    servers: [{ url: '/' }],
    tags: [...new Set(routes.map(({ tag }) => tag))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: jsonSchemaOf(problemSchema, 'output') },
      responses: {
        Problem: {
          description: 'Refused or failed; says what was wrong, where, and what would be right',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description: 'Somebody signed in. A change also needs the proof that a page of this server made the request.',
        },
        key: { type: 'http', scheme: 'bearer', description: 'The key of a gateway or an integration: wm_...' },
      },
    },
  };
}

function operationOf({ id, tag, needs, pathParameters, query, body, answers }: Route): Operation {
  const responses: Operation['responses'] = {};
  for (const { status, schema, type, words } of answers)
    responses[status] = {
      description: words,
      ...(schema && { content: { 'application/json': { schema: jsonSchemaOf(schema, 'output') } } }),
      ...(type !== null && { content: contentOf(type) }),
    };
  return {
    operationId: id,
    tags: [tag],
    summary: answers[0]?.words ?? '',
    description: whoMay(needs),
    security: securityOf(needs),
    parameters: [
      ...pathParameters.map(({ name, schema }) => ({
        ...{ name, in: 'path' as const, required: true, schema: jsonSchemaOf(schema, 'input') },
      })),
      ...(query ? parametersOf(query) : []),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content:
          typeof body === 'string' ? contentOf(body) : { 'application/json': { schema: jsonSchemaOf(body, 'input') } },
      },
    }),
    responses: { ...responses, default: { $ref: '#/components/responses/Problem' } as never },
  };
}

/** What is no JSON, by its media types. */
function contentOf(types: string): Record<string, { schema: Json }> {
  return Object.fromEntries(types.split(', ').map((type) => [type, { schema: { type: 'string' } }]));
}

function whoMay(needs: Route['needs']): string {
  if (needs === null) return 'For everybody, also without signing in.';
  const { words, scope } = permissionTable[needs];
  const people = rolesThatMay(needs);
  const who = [people.length > 0 && people.join(', '), scope && `keys with the scope "${scope}"`].filter(Boolean);
  const only = 'house' in permissionTable[needs] ? ' Only for those who are for the whole house.' : '';
  return `For those who may ${words}: ${who.join('; ')}.${only}`;
}

function rolesThatMay(needs: Permission) {
  return peopleRoles.filter((role) => may({ roles: [role], ...wholeHouse }, needs));
}

function securityOf(needs: Route['needs']): Operation['security'] {
  if (needs === null) return [];
  return [
    ...(rolesThatMay(needs).length > 0 ? [{ session: [] }] : []),
    ...(permissionTable[needs].scope ? [{ key: [] }] : []),
  ];
}

function parametersOf(query: z.ZodType): Parameter[] {
  const { properties, required } = jsonSchemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    ...{ name, in: 'query' as const, required: required?.includes(name) ?? false, schema },
  }));
}

/** A contract as JSON Schema (2020-12): what may be sent, or what is answered. */
function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const json: Json = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // The format says it; the pattern of a date-time is half a page.
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'email') delete jsonSchema.pattern;
    },
  });
  // The document as a whole says which JSON Schema it is written in.
  delete json.$schema;
  return json;
}
