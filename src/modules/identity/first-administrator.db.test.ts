import { generate } from 'otplib';
import { beforeAll, describe, expect, it } from 'vitest';
import { identityHouse, visitor, type IdentityHouse } from './test/house.ts';
import { codeOf } from './test/outcome.ts';

let house: IdentityHouse;
beforeAll(async () => {
  house = await identityHouse();
});

describe('an empty locality', () => {
  it('gets its first administrator from whoever reads the console, once', async () => {
    const setupCode = (await house.identity.issueSetupCode()) ?? '';
    const password = 'Xoai9vqb-cay';
    const input = {
      requestId: house.ids.uuid(),
      displayName: 'Quản trị viên',
      username: 'quan.tri',
      password,
      repeated: password,
    };
    const create = (code: string, username = input.username) =>
      house.identity.createFirstAdministrator({ ...input, username, setupCode: code }, visitor);
    expect(await codeOf(create('AAAA-BBBB-CCCC'))).toBe('identity.wrong_setup_code');
    const both = await Promise.all(
      [create(setupCode, 'mot'), create(setupCode.toLowerCase(), 'hai')].map((work) => work.catch(() => null)),
    );
    const [progress, ...others] = both.filter((outcome) => outcome !== null);
    expect(others).toEqual([]);
    expect(progress).toMatchObject({ step: 'enrol_second_factor' });
    expect(await house.identity.needsFirstAdministrator()).toBe(false);
    expect(await house.identity.issueSetupCode()).toBeNull();
    expect(await codeOf(create(setupCode))).toBe('identity.setup_closed');

    const pendingToken = progress?.step === 'enrol_second_factor' ? progress.pendingToken : '';
    const { secret } = await house.identity.startTotp({ pendingToken });
    await house.identity.confirmTotp(
      { pendingToken },
      await generate({ secret, epoch: house.clock.now().getTime() / 1000 }),
    );
    const done = await house.identity.continueSignIn({ pendingToken, currentToken: null, visitor });
    expect(await house.identity.actorOf(done.step === 'done' ? done.sessionToken : null)).toMatchObject({
      kind: 'officer',
      secondFactor: true,
      grants: { 'identity.manage_roles': 'all' },
    });
  });
});
