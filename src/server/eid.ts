import { randomBytes } from 'node:crypto';
import {
  createEidSimulator,
  createOidcProvider,
  eidProviderSchema,
  eidReturnPath,
  nationalClaimMapping,
  type EidProvider,
  type EidSimulator,
} from '#modules/identity/index.ts';
import type { Config } from './config.ts';

export type EidParts = { readonly providers: readonly EidProvider[]; readonly simulator: EidSimulator | undefined; readonly origins: readonly string[] };

/** The e-ID of the configuration; in demonstration mode the simulator, below our own address. */
export async function openEid(config: Config, baseUrl: string): Promise<EidParts> {
  const settings = config.EID_PROVIDERS.map((raw) => eidProviderSchema.parse(raw));
  const configured = settings.map((one) => createOidcProvider(one));
  const origins = settings.map(({ issuer }) => new URL(issuer).origin);
  if (!config.demo) return { providers: configured, simulator: undefined, origins };
  const client = { clientId: 'dinh', clientSecret: randomBytes(24).toString('base64url'), redirectUris: [`${baseUrl}${eidReturnPath}`] };
  const simulator = await createEidSimulator({ demo: true, issuer: `${baseUrl}/mo-phong/dinh-danh`, client });
  const provider = createOidcProvider(
    eidProviderSchema.parse({
      key: 'mo-phong',
      label: 'Định danh điện tử (mô phỏng)',
      issuer: simulator.issuer,
      clientId: client.clientId,
      clientSecret: client.clientSecret,
      claims: nationalClaimMapping,
      acrValues: 'LoA2 LoA1',
      allowHttp: baseUrl.startsWith('http:'),
    }),
  );
  return { providers: [...configured, provider], simulator, origins };
}
