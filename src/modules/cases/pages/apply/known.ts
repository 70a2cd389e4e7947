import type { Known } from '#platform/forms/prefill.ts';
import type { Identity } from '#modules/identity/index.ts';

type CitizenProfile = Awaited<ReturnType<Identity['ownProfile']>>;

/** What the account already tells, by the keys that forms name in `prefill`. Unknown facts have no key. */
export function knownOfProfile(profile: CitizenProfile): Known {
  const facts = {
    'account.fullName': profile.fullName,
    'account.personalId': profile.documentKind === 'personal_number' ? profile.documentNumber : null,
    'account.passport': profile.documentKind === 'passport' ? profile.documentNumber : null,
    'account.birthDate': profile.birthDate,
    'account.gender': profile.gender,
    'account.nationality': nationalityWords(profile.nationality),
    'account.phone': profile.phone,
    'account.email': profile.email,
    'account.address': profile.address,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null && value !== ''));
}

/** Forms ask for a nationality in words; the e-ID gives a code (ISO 3166-1 alpha-3). Others than ours are asked. */
function nationalityWords(code: string | null): string | null {
  return code === 'VNM' || code === 'VN' ? 'Việt Nam' : null;
}
