import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { softwareAuthenticator, type Lies } from './test/authenticator.ts';
import { identityHouse, visitor, type IdentityHouse } from './test/house.ts';
import { officersOf, type Officers, type TestAccount } from './test/officers.ts';
import { codeOf } from './test/outcome.ts';

const origin = 'http://localhost:3000';
type Options = Parameters<ReturnType<typeof softwareAuthenticator>['get']>[0];

let house: IdentityHouse;
let officers: Officers;
beforeAll(async () => {
  house = await identityHouse({ baseUrl: origin });
  officers = officersOf(house);
});
beforeEach(() => house.clock.advance(3_600_000));

/** An officer who has added a passkey. */
async function withPasskey() {
  const account = await officers.anAccount();
  const token = await officers.tokenFor(account);
  const actor = await house.identity.actorOf(token);
  const device = softwareAuthenticator(origin);
  const options = (await house.identity.startPasskey({ actor })) as Options;
  const { recoveryCodes } = await house.identity.addPasskey(
    { actor },
    { answer: device.create(options), label: 'Máy ở cơ quan' },
  );
  return { account, token, actor, device, recoveryCodes };
}

async function pendingOf(account: TestAccount): Promise<string> {
  const progress = await officers.signIn(account.username, account.password);
  if (progress.step !== 'second_factor') throw new Error(progress.step);
  return progress.pendingToken;
}

const show = (pendingToken: string, answer: unknown) =>
  house.identity.showSecondFactor({ pendingToken, currentToken: null, visitor, proof: { kind: 'passkey', answer } });

describe('a passkey', () => {
  it('is added once, opens signing at once and brings recovery codes', async () => {
    const { token, actor, device, recoveryCodes } = await withPasskey();
    expect(recoveryCodes).toHaveLength(10);
    const stepped = await house.identity.actorOf(token);
    expect(house.identity.isSteppedUp(stepped)).toBe(true);
    expect(await house.identity.listOwnFactors(actor)).toMatchObject({
      hasTotp: false,
      passkeys: [{ label: 'Máy ở cơ quan' }],
    });
    const options = (await house.identity.startPasskey({ actor: stepped })) as Options;
    const again = house.identity.addPasskey({ actor: stepped }, { answer: device.create(options), label: 'x' });
    expect(await codeOf(again)).toBe('identity.passkey_exists');
  });

  it('finishes a sign-in and a step-up', async () => {
    const { account, device } = await withPasskey();
    const pendingToken = await pendingOf(account);
    const options = (await house.identity.passkeyChallenge({ pendingToken })) as Options;
    const done = await show(pendingToken, device.get(options));
    const token = done.step === 'done' ? done.sessionToken : null;
    house.clock.advance(6 * 60_000);
    const actor = await house.identity.actorOf(token);
    expect(house.identity.isSteppedUp(actor)).toBe(false);
    const challenge = (await house.identity.passkeyChallenge({ actor })) as Options;
    await house.identity.stepUp(actor, { proof: { kind: 'passkey', answer: device.get(challenge) }, visitor });
    expect(house.identity.isSteppedUp(await house.identity.actorOf(token))).toBe(true);
  });

  it.each<[string, Lies]>([
    ['for another site', { origin: 'https://evil.example' }],
    ['for another challenge', { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' }],
    ['without the person being verified', { verified: false }],
    ['with a counter that went back (a copy)', { counter: 1 }],
  ])('is refused %s', async (_what, lies) => {
    const { account, device } = await withPasskey();
    const first = await pendingOf(account);
    await show(first, device.get((await house.identity.passkeyChallenge({ pendingToken: first })) as Options));
    const pendingToken = await pendingOf(account);
    const options = (await house.identity.passkeyChallenge({ pendingToken })) as Options;
    expect(await codeOf(show(pendingToken, device.get(options, lies)))).toBe('identity.wrong_passkey');
  });

  it('of somebody else, replayed, or without a challenge is refused', async () => {
    const mine = await withPasskey();
    const other = await withPasskey();
    const pendingToken = await pendingOf(mine.account);
    expect(await codeOf(show(pendingToken, mine.device.get({ challenge: 'x', rpId: 'localhost' })))).toBe(
      'identity.wrong_passkey',
    );
    const options = (await house.identity.passkeyChallenge({ pendingToken })) as Options;
    expect(await codeOf(show(pendingToken, other.device.get(options)))).toBe('identity.wrong_passkey');
    const answer = mine.device.get(options);
    expect((await show(pendingToken, answer)).step).toBe('done');
    const next = await pendingOf(mine.account);
    await house.identity.passkeyChallenge({ pendingToken: next });
    expect(await codeOf(show(next, answer))).toBe('identity.wrong_passkey');
  });

  it.each([null, 'text', 42, {}, { id: 'x', rawId: 'x', type: 'public-key', response: {} }])(
    'survives the answer %j',
    async (answer) => {
      const { account } = await withPasskey();
      const pendingToken = await pendingOf(account);
      await house.identity.passkeyChallenge({ pendingToken });
      expect(await codeOf(show(pendingToken, answer))).toBe('identity.wrong_passkey');
    },
  );
});

describe('taking a factor away', () => {
  it('needs a fresh second factor and leaves the last one where it is needed', async () => {
    const { token, account } = await withPasskey();
    const [passkey] = (await house.identity.listOwnFactors(await house.identity.actorOf(token))).passkeys;
    const passkeyId = passkey?.id ?? '';
    house.clock.advance(6 * 60_000);
    expect(await codeOf(house.identity.removeFactor(await house.identity.actorOf(token), { passkeyId }))).toBe(
      'identity.step_up_required',
    );
    const fresh = await withPasskey();
    const [own] = (await house.identity.listOwnFactors(await house.identity.actorOf(fresh.token))).passkeys;
    await house.owner.query('update identity.password set long_enough_alone = false where account_uid = $1', [
      fresh.account.uid,
    ]);
    const actor = await house.identity.actorOf(fresh.token);
    expect(await codeOf(house.identity.removeFactor(actor, { passkeyId: own?.id ?? '' }))).toBe(
      'identity.last_second_factor',
    );
    await house.owner.query('update identity.password set long_enough_alone = true where account_uid = $1', [
      fresh.account.uid,
    ]);
    expect(await codeOf(house.identity.removeFactor(actor, { passkeyId }))).toBe('identity.passkey_not_found');
    await house.identity.removeFactor(actor, { passkeyId: own?.id ?? '' });
    expect(await house.identity.listOwnFactors(actor)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
    expect(account.uid).not.toBe(fresh.account.uid);
  });
});
