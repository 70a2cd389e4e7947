/** A browser reduced to what sign-in needs: a cookie jar per origin and forms; redirects are followed by hand. */
export type TestBrowser = {
  get(url: string): Promise<Response>;
  post(url: string, fields: Record<string, string>): Promise<Response>;
};

export function testBrowser(): TestBrowser {
  const jar = new Map<string, string>();

  async function send(url: string, init: RequestInit): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  return {
    get: (url) => send(url, {}),
    post: (url, fields) => send(url, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}

/** Walks from the authorization address through the choice page back to the client; answers the return address. */
export async function chooseCitizen(
  authorizationUrl: string,
  subject: string,
  browser = testBrowser(),
): Promise<string> {
  const home = new URL(authorizationUrl).origin;
  let at = authorizationUrl;
  let response = await browser.get(at);
  for (let hop = 0; hop < 10; hop += 1) {
    const location = response.headers.get('location');
    if (location !== null) {
      at = new URL(location, at).href;
      if (new URL(at).origin !== home) return at;
      response = await browser.get(at);
    } else if (at.includes('/chon-cong-dan/') && response.status === 200) {
      response = await browser.post(at, { subject });
    } else {
      throw new Error(`Simulator answered ${response.status} at ${at}: ${(await response.text()).slice(0, 500)}`);
    }
  }
  throw new Error('Simulator redirected in circles');
}
