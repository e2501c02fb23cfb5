import type { Answer, TestApi } from './running-api.js';

/** A browser on a page of the server: keeps the cookie it is given and says where its requests come from. */
export class TestBrowser {
  cookie = '';

  constructor(
    private readonly api: TestApi,
    private readonly more: Record<string, string> = {},
  ) {}

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await this.api.ask(method, `/api/v1${path}`, {
      key: null,
      body,
      headers: {
        'Sec-Fetch-Site': 'same-origin',
        ...(this.cookie === '' ? {} : { Cookie: this.cookie }),
        ...this.more,
        ...headers,
      },
    });
    for (const set of answer.headers.getSetCookie())
      if (set.startsWith('__Host-wardmap=')) this.cookie = /Max-Age=0/.test(set) ? '' : set.split(';')[0];
    return answer;
  }
}
