import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPersonalId, formatPersonalId, parsePersonalId } from './personal-id.ts';

describe('parsePersonalId', () => {
  it('reads place, sex and year of birth', () => {
    expect(parsePersonalId('001 090 000 042')).toEqual({
      id: '001090000042',
      placeCode: '001',
      sex: 'male',
      birthYear: 1990,
    });
    expect(parsePersonalId('079315123456')).toMatchObject({ sex: 'female', birthYear: 2015 });
  });

  it.each(['', '123456789', '000090000042', '00109000004', '0010900000420', '00109000004x', '٠٠١٠٩٠٠٠٠٠٤٢'])(
    'refuses %j',
    (text) => {
      expect(parsePersonalId(text)).toBeNull();
    },
  );

  it('reads back every number it could have been made from', () => {
    const person = fc.record({
      place: fc.integer({ min: 1, max: 999 }),
      year: fc.integer({ min: 1900, max: 2399 }),
      female: fc.boolean(),
      rest: fc.integer({ min: 0, max: 999_999 }),
    });
    fc.assert(
      fc.property(person, ({ place, year, female, rest }) => {
        const century = Math.floor((year - 1900) / 100) * 2 + (female ? 1 : 0);
        const id = [
          String(place).padStart(3, '0'),
          century,
          String(year % 100).padStart(2, '0'),
          String(rest).padStart(6, '0'),
        ].join('');
        expect(parsePersonalId(formatPersonalId(id))).toEqual({
          id,
          placeCode: id.slice(0, 3),
          sex: female ? 'female' : 'male',
          birthYear: year,
        });
        expect(checkPersonalId(id, { sex: female ? 'female' : 'male', birthYear: year })).toEqual([]);
        expect(checkPersonalId(id, { sex: female ? 'male' : 'female', birthYear: year + 1 })).toEqual([
          'sex',
          'birth_year',
        ]);
      }),
    );
  });

  it('says when the structure is wrong', () => {
    expect(checkPersonalId('12', { birthYear: 1990 })).toEqual(['structure']);
  });
});
