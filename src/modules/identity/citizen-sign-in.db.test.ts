import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordedAudit } from '#platform/testing/database.ts';
import { chooseCitizen } from './test/browser.ts';
import { listenEidSimulator } from './providers/eid-simulator/simulator.ts';
import type { EidProvider } from './providers/eid-provider.ts';
import { eidProviderSchema, nationalClaimMapping } from './providers/oidc/configuration.ts';
import { createOidcProvider } from './providers/oidc/oidc-provider.ts';
import { anEidIdentity } from './testing.ts';
import { identityHouse, visitor, type IdentityHouse } from './test/house.ts';
import { codeOf } from './test/outcome.ts';
import type { EidIdentity } from './eid-identity.ts';

const client = {
  clientId: 'dinh',
  clientSecret: 'secret-of-the-test-client',
  redirectUris: ['http://localhost:3000/dang-nhap/tra-ve'],
};
let simulator: Awaited<ReturnType<typeof listenEidSimulator>>;
let house: IdentityHouse;
/** What the scripted provider says at the next sign-in. */
let next: EidIdentity;

/** For cases that the simulator's cast cannot play; the real provider is used wherever possible. */
const scripted: EidProvider = {
  key: 'scripted',
  label: 'Kịch bản',
  begin: async () => ({
    authorizationUrl: 'https://eid.example/authorize',
    flow: { state: 's', nonce: 'n', codeVerifier: 'v' },
  }),
  finish: async () => next,
};

beforeAll(async () => {
  simulator = await listenEidSimulator({ demo: true, client });
  const settings = {
    key: 'eid',
    label: 'e-ID',
    issuer: simulator.issuer,
    ...client,
    acrValues: 'LoA2 LoA1',
    claims: nationalClaimMapping,
    allowHttp: true,
  };
  house = await identityHouse({ eidProviders: [createOidcProvider(eidProviderSchema.parse(settings)), scripted] });
});
afterAll(() => simulator.close());
beforeEach(() => house.clock.advance(3_600_000));

async function signInAs(subject: string, currentToken: string | null = null): Promise<string> {
  const { authorizationUrl, flowToken } = await house.identity.startEidSignIn({
    providerKey: 'eid',
    returnTo: '/ho-so',
  });
  const { search: query } = new URL(await chooseCitizen(authorizationUrl, subject));
  const { sessionToken, returnTo } = await house.identity.finishEidSignIn({ query, flowToken, currentToken, visitor });
  expect(returnTo).toBe('/ho-so');
  return sessionToken;
}

async function scriptedSignIn(identity: EidIdentity): Promise<string> {
  const { flowToken } = await house.identity.startEidSignIn({ providerKey: 'scripted', returnTo: null });
  next = identity;
  return (await house.identity.finishEidSignIn({ query: '?code=1', flowToken, currentToken: null, visitor }))
    .sessionToken;
}

const accountOf = async (token: string): Promise<string> => {
  const actor = await house.identity.actorOf(token);
  return actor.kind === 'citizen' ? actor.accountId : actor.kind;
};

describe('sign-in by e-ID', () => {
  it('makes a citizen of level 2 who finds the same account again', async () => {
    const token = await signInAs('mp-nguyen-van-an');
    expect(await house.identity.actorOf(token)).toMatchObject({
      kind: 'citizen',
      name: 'Nguyễn Văn An',
      personalId: '099088000101',
      assurance: 2,
      organisation: null,
    });
    const again = await signInAs('mp-nguyen-van-an', token);
    expect(await accountOf(again)).not.toBe('anonymous');
    expect(await accountOf(token)).toBe('anonymous');
    const lines = (await recordedAudit(house)).filter((line) => line.action === 'identity.e_id_linked');
    expect(lines.filter((line) => line.subject_id === lines[0]?.subject_id)).toHaveLength(1);
  });

  it('gives a level-1 person no verified number', async () => {
    expect(await house.identity.actorOf(await signInAs('mp-vu-minh-khoi'))).toMatchObject({
      assurance: 1,
      personalId: null,
    });
  });

  it('takes a foreigner without a personal number and an elderly person without e-mail', async () => {
    const foreigner = await house.identity.actorOf(await signInAs('mp-kim-min-jun'));
    expect(foreigner).toMatchObject({ kind: 'citizen', personalId: null, assurance: 2 });
    expect(await house.identity.ownProfile(foreigner)).toMatchObject({
      documentKind: 'passport',
      documentCountry: 'KOR',
      documentNumber: 'X0000104',
    });
    const elder = await house.identity.actorOf(await signInAs('mp-pham-van-dau'));
    expect(await house.identity.ownProfile(elder)).toMatchObject({ email: null, birthDate: '1945-01-01' });
  });

  it('lets the owner of a household business choose for whom to act', async () => {
    const token = await signInAs('mp-hoang-thi-en');
    const actor = await house.identity.actorOf(token);
    expect(actor).toMatchObject({ organisation: null });
    await house.identity.actFor(actor, true);
    expect(await house.identity.actorOf(token)).toMatchObject({
      organisation: { taxCode: '099179000106', name: 'Hộ kinh doanh Hoàng Thị Én' },
    });
    await house.identity.actFor(actor, false);
    expect(await house.identity.actorOf(token)).toMatchObject({ organisation: null });
    const nobody = await house.identity.actorOf(await signInAs('mp-pham-van-dau'));
    expect(await codeOf(house.identity.actFor(nobody, true))).toBe('identity.no_organisation');
  });

  it('acts for the company whose own e-ID it is, whoever represents it', async () => {
    const token = await signInAs('mp-cong-ty-sao-mai');
    const actor = await house.identity.actorOf(token);
    expect(actor).toMatchObject({ name: 'Đỗ Quốc Phong', organisation: { taxCode: '9900000107' } });
    expect(await codeOf(house.identity.actFor(actor, false))).toBe('identity.organisation_account');
    const organisation = {
      taxCode: '9900000107',
      name: 'Công ty TNHH Sao Mai Bến Gỗ',
      kind: 'company',
      ownsAccount: true,
    } as const;
    const successor = await scriptedSignIn(
      anEidIdentity({ subject: 'new-director', fullName: 'Bùi Thị Lan', organisation }),
    );
    expect(await accountOf(successor)).toBe(await accountOf(token));
  });
});

describe('a return', () => {
  it('is worth nothing twice, without its cookie, or too late', async () => {
    const { authorizationUrl, flowToken } = await house.identity.startEidSignIn({ providerKey: 'eid', returnTo: null });
    const { search: query } = new URL(await chooseCitizen(authorizationUrl, 'mp-nguyen-van-an'));
    const finish = (token: string | null): Promise<unknown> =>
      house.identity.finishEidSignIn({ query, flowToken: token, currentToken: null, visitor });
    expect(await codeOf(finish(null))).toBe('identity.e_id_flow_expired');
    expect(await codeOf(finish('x'.repeat(43)))).toBe('identity.e_id_flow_expired');
    expect(await codeOf(finish(flowToken))).toBe('no error');
    expect(await codeOf(finish(flowToken))).toBe('identity.e_id_flow_expired');
    const late = await house.identity.startEidSignIn({ providerKey: 'eid', returnTo: null });
    house.clock.advance(15 * 60_000);
    expect(await codeOf(finish(late.flowToken))).toBe('identity.e_id_flow_expired');
  });

  it('of one person in the browser of another is refused (login CSRF), and recorded', async () => {
    const attacker = await house.identity.startEidSignIn({ providerKey: 'eid', returnTo: null });
    const victim = await house.identity.startEidSignIn({ providerKey: 'eid', returnTo: null });
    const { search: query } = new URL(await chooseCitizen(attacker.authorizationUrl, 'mp-nguyen-van-an'));
    const forced = house.identity.finishEidSignIn({ query, flowToken: victim.flowToken, currentToken: null, visitor });
    expect(await codeOf(forced)).toBe('identity.e_id_rejected');
    const last = (await recordedAudit(house)).filter((line) => line.action === 'identity.e_id_refused').at(-1);
    expect(last?.detail).toMatchObject({ provider: 'eid', code: 'identity.e_id_rejected' });
    expect(JSON.stringify(last)).not.toContain('Nguyễn');
  });
});

describe('linking', () => {
  const document = (number: string) => ({ kind: 'personal_number', country: 'VNM', number }) as const;

  it('makes one account of ten first sign-ins at once', async () => {
    const identity = anEidIdentity({ subject: 'at-once', document: document('099088000201') });
    const flows = await Promise.all(
      Array.from({ length: 10 }, () => house.identity.startEidSignIn({ providerKey: 'scripted', returnTo: null })),
    );
    next = identity;
    const tokens = await Promise.all(
      flows.map(({ flowToken }) =>
        house.identity.finishEidSignIn({ query: '?code=1', flowToken, currentToken: null, visitor }),
      ),
    );
    expect(new Set(await Promise.all(tokens.map(({ sessionToken }) => accountOf(sessionToken)))).size).toBe(1);
    const { rows } = await house.owner.query(
      `select uid from identity.account where identity_key = 'personal_number:VNM:099088000201'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('finds the account of the same person under a new subject', async () => {
    const first = await accountOf(
      await scriptedSignIn(anEidIdentity({ subject: 'old', document: document('099088000202') })),
    );
    expect(
      await accountOf(await scriptedSignIn(anEidIdentity({ subject: 'moved', document: document('099088000202') }))),
    ).toBe(first);
  });

  it('never lets a claimed number of level 1 into a verified account', async () => {
    const verified = await accountOf(
      await scriptedSignIn(anEidIdentity({ subject: 'true', document: document('099088000203') })),
    );
    const claimed = await scriptedSignIn(
      anEidIdentity({ subject: 'false', assurance: 1, document: document('099088000203') }),
    );
    expect(await accountOf(claimed)).not.toBe(verified);
  });

  it('merges the look-up account once the person is verified, and closes it', async () => {
    const verified = await accountOf(
      await scriptedSignIn(anEidIdentity({ subject: 'phone', document: document('099088000204') })),
    );
    const lookUp = await scriptedSignIn(anEidIdentity({ subject: 'laptop', assurance: 1, document: null }));
    const lookUpAccount = await accountOf(lookUp);
    const raised = await scriptedSignIn(anEidIdentity({ subject: 'laptop', document: document('099088000204') }));
    expect(await accountOf(raised)).toBe(verified);
    expect(await accountOf(lookUp)).toBe('anonymous');
    const { rows } = await house.owner.query<{ status_reason: string }>(
      'select status_reason from identity.account where uid = $1',
      [lookUpAccount],
    );
    expect(rows[0]?.status_reason).toBe('merged');
  });

  it('refuses a subject that became somebody else, and changes nothing', async () => {
    await scriptedSignIn(
      anEidIdentity({ subject: 'reused', fullName: 'Người Trước', document: document('099088000205') }),
    );
    expect(
      await codeOf(
        scriptedSignIn(anEidIdentity({ subject: 'reused', fullName: 'Người Sau', document: document('099088000206') })),
      ),
    ).toBe('identity.e_id_mismatch');
    const { rows } = await house.owner.query(`select 1 from identity.profile where full_name = 'Người Sau'`);
    expect(rows).toEqual([]);
  });

  it('keeps verified facts when the same person comes back at level 1, and hides them from that session', async () => {
    await scriptedSignIn(
      anEidIdentity({ subject: 'weak', document: document('099088000207'), birthDate: '1980-01-01' }),
    );
    const weak = await house.identity.actorOf(
      await scriptedSignIn(
        anEidIdentity({ subject: 'weak', assurance: 1, document: document('099000000000'), birthDate: '1999-01-01' }),
      ),
    );
    expect(weak).toMatchObject({ assurance: 1, personalId: null });
    expect(await house.identity.ownProfile(weak)).toMatchObject({ documentNumber: null, birthDate: null });
    const strong = await house.identity.actorOf(
      await scriptedSignIn(
        anEidIdentity({ subject: 'weak', document: document('099088000207'), birthDate: '1980-01-01' }),
      ),
    );
    expect(await house.identity.ownProfile(strong)).toMatchObject({
      documentNumber: '099088000207',
      birthDate: '1980-01-01',
    });
  });
});

describe('sessions of citizens', () => {
  it('end after half an hour of nothing', async () => {
    const token = await signInAs('mp-tran-thi-binh');
    house.clock.advance(30 * 60_000);
    expect(await house.identity.glanceAtSession(token)).toMatchObject({ state: 'over' });
    expect(await accountOf(token)).toBe('anonymous');
  });
});
