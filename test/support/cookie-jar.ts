/** A browser as far as cookies and addresses go: keeps cookies by host and port, and follows redirects one by one. */
export class CookieJar {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** @param headers sent with every request */
  constructor(private readonly headers: Record<string, string> = {}) {}

  /** Asks an address without following where it leads. */
  async get(address: string): Promise<Response> {
    const { host } = new URL(address);
    const own = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, own);
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { ...this.headers, Cookie: [...own].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    await response.clone().arrayBuffer();
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      const gone = /max-age=0|expires=Thu, 01 Jan 1970/i.test(line);
      if (gone) own.delete(name);
      else own.set(name, value);
    }
    return response;
  }

  /** Follows redirects until an answer is none, or leads to an address that `stopAt` accepts. @returns that address. */
  async follow(address: string, stopAt: (address: string) => boolean): Promise<string> {
    let at = address;
    for (let hops = 0; hops < 20; hops++) {
      if (hops > 0 && stopAt(at)) return at;
      const response = await this.get(at);
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${at} answered ${response.status}: ${await response.text()}`);
      at = new URL(location, at).href;
    }
    throw new Error(`Too many redirects; the last was to ${at}`);
  }

  cookie(address: string, name: string): string | undefined {
    return this.cookies.get(new URL(address).host)?.get(name);
  }

  set(address: string, name: string, value: string): void {
    const { host } = new URL(address);
    this.cookies.set(host, new Map([...(this.cookies.get(host) ?? []), [name, value]]));
  }
}
