import type { OpenApi, Operation, Parameter } from './openapi.js';

type Json = Record<string, unknown>;

/** The interface as one page to read: plain HTML without scripts or styles, headings for finding one's way. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.map(({ operation }) => operation.tags[0]))].sort();
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags[0] === tag);
    return `<section><h2 id="${anchor(tag)}">${escape(tag)}</h2>${own.map(operationHtml).join('')}</section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Wardmap interface</title></head>
<body><header><h1>Wardmap interface ${escape(document.info.version)}</h1><p>${escape(document.info.description)}</p>
<p>For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1)</p></header>
<nav aria-label="Contents"><ul>${tags.map((tag) => `<li><a href="#${anchor(tag)}">${escape(tag)}</a></li>`).join('')}</ul></nav>
<main>${sections.join('\n')}</main></body></html>
`;
}

function operationHtml({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const [bodyType, body] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const answers = Object.entries(responses)
    .filter(([status]) => status !== 'default')
    .map(([status, { description: words, content }]) => {
      const [type, media] = Object.entries(content ?? {})[0] ?? [];
      const shape =
        type === 'application/json' ? schemaHtml('JSON', media!.schema) : escape(Object.keys(content ?? {}).join(', '));
      return `<dt>${status}</dt><dd>${escape(words)} ${shape}</dd>`;
    });
  return `<article aria-labelledby="${anchor(operationId)}"><h3 id="${anchor(operationId)}"><code>${method} ${escape(path)}</code></h3>
<p>${escape(summary)}</p><p>${escape(description)}</p>${parametersHtml(parameters)}${body ? bodyHtml(bodyType!, body.schema) : ''}
<h4>Answers</h4><dl>${answers.join('')}</dl></article>
`;
}

function bodyHtml(type: string, schema: Json): string {
  return type === 'application/json' ? schemaHtml('Body', schema) : `<h4>Body</h4><p>${escape(type)}</p>`;
}

function parametersHtml(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return '';
  const items = parameters.map(
    ({ name, in: place, required, schema }) =>
      `<li><code>${escape(name)}</code> (${place}${required ? ', needed' : ''}): <code>${escape(JSON.stringify(schema))}</code></li>`,
  );
  return `<h4>Parameters</h4><ul>${items.join('')}</ul>`;
}

function schemaHtml(what: string, schema: Json): string {
  return `<details><summary>${what}</summary><pre tabindex="0">${escape(JSON.stringify(schema, null, 2))}</pre></details>`;
}

function anchor(text: string): string {
  return text.replace(/[^\w.]+/g, '-').toLowerCase();
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
