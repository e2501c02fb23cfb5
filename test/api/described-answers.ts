import { isDeepStrictEqual } from 'node:util';
import { problemSchema } from '#contracts/problem';
import { controllers } from '../../apps/api/app.module.js';
import { type Route, routesOf } from '../../apps/api/interface/routes.js';

interface Given {
  status: number;
  /** Media type without parameters, or '' when there is none. */
  type: string;
  text: string;
}

/** Fewest parameters first: /assets/export.csv is no asset's id. */
const routes = routesOf(controllers)
  .map((route) => ({
    route,
    form: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i'),
  }))
  .sort((a, b) => a.route.pathParameters.length - b.route.pathParameters.length);

/** The route that a path leads to, as the router of the server chooses it. */
export function describedRoute(method: string, path: string): Route | undefined {
  const verb = method === 'HEAD' ? 'get' : method.toLowerCase();
  return routes.find((each) => each.route.method === verb && each.form.test(path))?.route;
}

/**
 * Holds an answer to the description of the interface.
 * @throws Error that names the route and what does not fit
 */
export function demandDescribed(method: string, path: string, given: Given): void {
  const asked = new URL(path, 'http://api').pathname;
  if (!asked.startsWith('/api/') || method === 'OPTIONS') return;
  // The asker has this answer already: of every route that is only looked at.
  if (given.status === 304 && ['GET', 'HEAD'].includes(method) && given.text === '') return;
  const route = describedRoute(method, asked);
  const trouble = route ? troubleWith(route, given, method === 'HEAD') : troubleWithProblem(given, method === 'HEAD');
  if (trouble) throw new Error(`${method} ${path} answers ${given.status}, which is not as described: ${trouble}`);
}

function troubleWith(route: Route, given: Given, headOnly: boolean): string | null {
  const answer = route.answers.find(({ status }) => status === given.status);
  if (!answer) return troubleWithProblem(given, headOnly);
  if (headOnly) return null;
  if (answer.type !== null)
    return answer.type.split(', ').includes(given.type) ? null : `${given.type} and not ${answer.type}`;
  if (answer.schema === null)
    return answer.status === 302 || given.text === '' ? null : 'a body where none is described';
  if (given.type !== 'application/json') return `${given.type || 'nothing'} and not JSON`;
  const body: unknown = JSON.parse(given.text);
  const parsed = answer.schema.safeParse(body);
  if (!parsed.success) return parsed.error.message;
  // A contract leaves out what it does not know: an answer with more than is described is not equal to itself then.
  return isDeepStrictEqual(parsed.data, body) ? null : 'it has more than is described';
}

function troubleWithProblem({ status, type, text }: Given, headOnly: boolean): string | null {
  if (status < 400) return 'no answer with this status is described';
  if (headOnly) return null;
  if (type !== 'application/problem+json') return `${type} and not problem details`;
  const parsed = problemSchema.strict().safeParse(JSON.parse(text));
  return parsed.success ? null : parsed.error.message;
}
