import { generate } from 'otplib';
import { systemActor } from '#platform/access/actor.ts';
import type { SignInProgress } from '../use-cases/pending-sign-in.ts';
import { visitor, type IdentityHouse } from './house.ts';

export const totpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
export const longPassword = 'mười hai con giáp chạy quanh đình';

export type AccountSetup = { totp?: boolean; password?: string; administrator?: boolean; personUid?: string };
export type TestAccount = { readonly username: string; readonly uid: string; readonly password: string };

/** Officers of a house who sign in as people do. */
export type Officers = ReturnType<typeof officersOf>;

export function officersOf(house: IdentityHouse) {
  let count = 0;

  async function anAccount(setup: AccountSetup = {}): Promise<TestAccount> {
    const username = `can.bo.${++count}`;
    const password = setup.password ?? longPassword;
    const uid = await house.identity.provisionOfficer(systemActor('test'), {
      username,
      displayName: 'Lê Văn Nam',
      personUid: setup.personUid ?? null,
      unitUid: house.u1,
      password,
      totpSecret: setup.totp ? totpSecret : null,
      grants: setup.administrator ? [{ roleKey: 'system_administrator', unitUid: null, includeSubtree: true }] : [],
    });
    return { username, uid: uid ?? '', password };
  }

  const signIn = (username: string, password: string, address = visitor.address): Promise<SignInProgress> =>
    house.identity.signInWithPassword({
      username,
      password,
      returnTo: '/can-bo/ho-so',
      currentToken: null,
      visitor: { ...visitor, address },
    });

  const codeNow = (secret = totpSecret): Promise<string> =>
    generate({ secret, epoch: house.clock.now().getTime() / 1000 });

  const prove = (
    pendingToken: string,
    code: string,
    kind: 'totp' | 'recovery_code' = 'totp',
  ): Promise<SignInProgress> =>
    house.identity.showSecondFactor({ pendingToken, currentToken: null, visitor, proof: { kind, code } });

  async function tokenFor(account: TestAccount): Promise<string> {
    let progress = await signIn(account.username, account.password);
    if (progress.step === 'second_factor') progress = await prove(progress.pendingToken, await codeNow());
    if (progress.step !== 'done') throw new Error(`sign-in stopped at ${progress.step}`);
    return progress.sessionToken;
  }

  return { anAccount, signIn, codeNow, prove, tokenFor };
}
