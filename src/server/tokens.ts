import { z } from 'zod';
import type { SigningDeps } from '#modules/signing/index.ts';

const token = z.object({ id: z.string(), library: z.string(), tokenLabel: z.string(), pin: z.string(), chain: z.array(z.string()).default([]) });

/** Signing devices named in PKCS11_TOKENS: a JSON list; certificates of authorities as base64 DER. */
export function tokensOf(config: { readonly PKCS11_TOKENS: readonly unknown[] }): NonNullable<SigningDeps['tokens']> {
  return config.PKCS11_TOKENS.map((raw) => {
    const { chain, ...settings } = token.parse(raw);
    return { ...settings, chain: chain.map((der) => Buffer.from(der, 'base64')) };
  });
}
