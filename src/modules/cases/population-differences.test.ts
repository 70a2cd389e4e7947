import { expect, it } from 'vitest';
import { differencesOf } from './population-differences.ts';

const said = { fullName: 'Nguyen Van An', birthDate: '1988-03-14', residence: 'Thôn Đông, xã An Hòa cũ, huyện Bình, tỉnh Bình Minh' };
const hint = (field: 'fullName' | 'birthDate' | 'residence', ours: string, registered: string): string | undefined => differencesOf({ ...said, [field]: ours }, [{ field, registered }])[0]?.hint;

it('guesses why two writings differ, for the officer to judge', () => {
  expect(hint('fullName', 'Nguyen Van An', 'Nguyễn Văn An')).toBe('diacritics');
  expect(hint('fullName', 'Ng. V. An', 'Nguyễn Văn An')).toBe('abbreviation');
  expect(hint('fullName', 'Nguyễn Văn Bình', 'Nguyễn Văn An')).toBe('other');
  expect(hint('residence', said.residence, 'Thôn Đông, xã An Hòa, tỉnh Bình Minh')).toBe('old_address');
  expect(hint('residence', 'Thôn Tây, xã An Hòa', 'Thôn Đông, xã An Hòa')).toBe('other');
  expect(hint('birthDate', '1988-03-14', '1988-03-15')).toBe('other');
});
