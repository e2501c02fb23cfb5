import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';
import { freePort } from '../../apps/cli/embedded/free-port.js';

export const clientId = 'wardmap';
export const clientSecret = 'a secret that only this test knows';

/** A real OpenID Connect provider on a loopback port, at which whoever `person` names signs in without a form. */
export interface TestProvider {
  issuer: string;
  /** Claims of whoever signs in next. */
  person: { sub: string; [claim: string]: unknown };
  /** Changes what the token endpoint answers; null leaves it alone. */
  forge: ((answer: Record<string, unknown>) => Record<string, unknown>) | null;
  /** A token signed with its own key that says what `changes` say, and otherwise what `token` says. */
  resign(token: string, changes: object): string;
  close(): Promise<void>;
}

export async function startProvider(callbackUrl: string): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    ...configurationFor(callbackUrl, () => running.person),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }] },
  } as Configuration);
  // Its warnings are about running a provider for a hospital; this one runs for a test.
  provider.on('server_error', (_, error) => console.error(error));
  const answer = provider.callback();
  const server: Server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/')) void interact(provider, request, response, running.person.sub);
    else {
      if (request.url === '/token' && running.forge) rewrite(response, running.forge);
      void answer(request, response);
    }
  });
  const running: TestProvider = {
    issuer,
    person: { sub: 'nobody' },
    forge: null,
    resign: (token, changes) => {
      const [header, payload] = token.split('.');
      const claims = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), ...changes };
      const text = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
      return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  if ((server.address() as AddressInfo).port !== port) throw new Error('another port');
  return running;
}

function configurationFor(callbackUrl: string, person: () => TestProvider['person']): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [callbackUrl],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email'], profile: ['name', 'groups', 'unit', 'place'] },
    scopes: ['openid', 'profile', 'email'],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    cookies: { keys: ['only for this test'] },
    // Longer than any machine needs from one step to the next.
    ttl: { AccessToken: 600, AuthorizationCode: 600, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...person(), sub }) }),
  };
}

/** The pages on which people would sign in and agree. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse, sub: string) {
  const { prompt, params, grantId, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: sub } });
    return;
  }
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant = known ?? new provider.Grant({ accountId: session?.accountId, clientId: params.client_id as string });
  grant.addOIDCScope('openid profile email');
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

function rewrite(response: ServerResponse, forge: (answer: Record<string, unknown>) => Record<string, unknown>): void {
  const end = response.end.bind(response) as (body: string) => ServerResponse;
  response.end = ((body: Buffer | string) => {
    if (response.statusCode !== 200) return end(String(body));
    const text = JSON.stringify(forge(JSON.parse(String(body)) as Record<string, unknown>));
    response.setHeader('Content-Length', Buffer.byteLength(text));
    return end(text);
  }) as typeof response.end;
}
