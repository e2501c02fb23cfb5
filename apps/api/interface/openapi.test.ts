import { describe, expect, it } from 'vitest';
import { permissionTable } from '#contracts/permissions';
import { declaredRoutes } from '../access/declared-routes.js';
import { controllers } from '../app.module.js';
import { docsPage } from './docs-page.js';
import { type Operation, openApiOf } from './openapi.js';
import { routesOf } from './routes.js';

const document = openApiOf(routesOf(controllers), '1.2.3');
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const operationOf = (method: string, path: string): Operation => document.paths[path][method];

describe('the description of the interface', () => {
  it('has every route of every controller once, with what it demands', () => {
    expect(operations).toHaveLength(declaredRoutes().length);
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
    for (const { path, operation } of operations) {
      const [tag, name] = operation.operationId.split('.');
      const declared = declaredRoutes().find(
        ({ route }) => route.toLowerCase() === `${tag}controller.${name}`.toLowerCase(),
      );
      expect([path, declared]).toEqual([path, expect.anything()]);
      expect(operation.security.length === 0).toBe(declared!.demands === 'public');
    }
  });

  it('says of every route what it answers, and which parameters its path has', () => {
    for (const { path, method, operation } of operations) {
      const answers = Object.keys(operation.responses).filter((status) => status !== 'default');
      expect([method, path, answers.length, operation.summary]).not.toContain(0);
      expect([method, path, operation.summary]).not.toContain('');
      const inPath = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`);
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(inPath);
    }
  });

  it('takes bodies, queries and answers from the contracts', () => {
    const list = operationOf('get', '/api/v1/assets');
    expect(list.parameters.find(({ name }) => name === 'limit')?.schema).toMatchObject({ minimum: 1, maximum: 200 });
    expect(list.responses[200].content?.['application/json'].schema).toMatchObject({ required: ['assets', 'next'] });
    expect(list.description).toContain(permissionTable['assets.see'].words);
    expect(list.description).not.toContain('whole house');
    expect(operationOf('get', '/api/v1/audit').description).toContain('Only for those who are for the whole house.');
    const sent = operationOf('post', '/api/v1/readings');
    expect(sent.requestBody?.content['application/json']?.schema).toMatchObject({
      properties: { readings: { items: { required: ['readerKey', 'tagKey', 'observedAt'] } } },
    });
    expect(sent.security).toEqual([{ key: [] }]);
    expect(Object.keys(sent.responses)).toEqual(['202', 'default']);
    expect(operationOf('get', '/api/v1/keys').security).toEqual([{ session: [] }]);
  });

  it('can be written as JSON without loss, and read as a page without scripts', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    const page = docsPage(document);
    for (const { operation } of operations) expect(page).toContain(`id="${operation.operationId.toLowerCase()}"`);
    expect(page).not.toMatch(/<script|style=|javascript:/);
  });
});
