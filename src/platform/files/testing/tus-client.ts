/** A client of the tus protocol (1.0.0), written from its specification. */
export type TusClient = {
  create(name: string, size: number): Promise<Response>;
  /** Creates and returns the address; throws with the answer when it is refused. */
  begin(name: string, size: number): Promise<string>;
  patch(address: string, offset: number, bytes: Uint8Array): Promise<Response>;
  offset(address: string): Promise<number>;
  send(method: string, address: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a whole file. */
  upload(name: string, bytes: Buffer): Promise<{ id: string; answer: Response }>;
};

type Request = { readonly headers?: Record<string, string>; readonly body?: Uint8Array };

export function createTusClient(origin: string, account: string | null): TusClient {
  const signedIn: Record<string, string> = account === null ? {} : { 'x-test-account': account };
  const send = (method: string, address: string, { headers, body }: Request = {}): Promise<Response> =>
    fetch(new URL(address, origin), {
      method,
      headers: { 'tus-resumable': '1.0.0', ...signedIn, ...headers },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
  const create: TusClient['create'] = (name, size) => {
    const metadata = `filename ${Buffer.from(name).toString('base64')}`;
    return send('POST', '/api/v1/files/uploads', {
      headers: { 'upload-length': String(size), 'upload-metadata': metadata },
    });
  };
  const patch: TusClient['patch'] = (address, offset, body) =>
    send('PATCH', address, {
      headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body,
    });
  const begin = async (name: string, size: number): Promise<string> => addressOf(await create(name, size));
  return {
    create,
    begin,
    patch,
    send: (method, address, headers = {}) => send(method, address, { headers }),
    offset: async (address) => offsetOf(await send('HEAD', address)),
    async upload(name, bytes) {
      const address = await begin(name, bytes.length);
      return { id: address.split('/').at(-1) ?? '', answer: await patch(address, 0, bytes) };
    },
  };
}

async function addressOf(answer: Response): Promise<string> {
  const address = answer.headers.get('location');
  if (answer.status !== 201 || address === null) throw new Error(`${answer.status} ${await answer.text()}`);
  return address;
}

function offsetOf(answer: Response): number {
  if (answer.status !== 200) throw new Error(`HEAD answered ${answer.status}`);
  return Number(answer.headers.get('upload-offset'));
}
