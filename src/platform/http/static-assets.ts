import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { compress, type Encoded } from './compress.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

type Asset = { readonly body: Buffer; readonly type: string; readonly immutable: boolean; readonly encoded: Map<string, Encoded> };

/** Serves the built client files from memory, compressed once (streams from disk cost five times as much). */
export async function addStaticAssets(app: FastifyInstance, folder: string): Promise<void> {
  for (const [path, asset] of await loadAssets(folder)) {
    app.get(path, { config: { permission: 'public', rateLimit: false }, schema: { hide: true } }, (request, reply) => sendAsset(asset, request, reply));
  }
}

async function loadAssets(folder: string): Promise<Map<string, Asset>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const assets = new Map<string, Asset>();
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const type = types[extname(entry.name)];
    const path = `/${relative(folder, file).split(sep).join('/')}`;
    if (type !== undefined) assets.set(path, { body: await readFile(file), type, immutable: path.startsWith('/assets/'), encoded: new Map() });
  }
  return assets;
}

function sendAsset(asset: Asset, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const accept = request.headers['accept-encoding'] ?? '';
  let encoded = asset.encoded.get(accept);
  if (encoded === undefined) {
    encoded = compress(asset.body, accept, 9);
    // The header is the caller's text: bound how many variants it can make us keep.
    if (asset.encoded.size < 8) asset.encoded.set(accept, encoded);
  }
  if (encoded.encoding !== undefined) reply.header('content-encoding', encoded.encoding);
  return reply
    .header('vary', 'accept-encoding')
    .header('cache-control', asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    .type(asset.type)
    .send(encoded.body);
}
