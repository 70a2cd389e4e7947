import { describe, expect, it } from 'vitest';
import { differences } from './differences.ts';

describe('differences', () => {
  it('finds what was changed or left out, not what was added', () => {
    const found = differences(
      { fullName: 'Nguyễn Văn An', gender: 'male', hometown: 'Hòa Bình' },
      { fullName: 'Nguyễn Văn Ân', gender: 'male', motherName: 'Trần Thị Mơ' },
    );
    expect([...found]).toEqual([
      ['fullName', 'Nguyễn Văn An'],
      ['hometown', 'Hòa Bình'],
    ]);
  });

  it('takes a date that became more exact for the same', () => {
    expect(differences({ registeredOn: '1990' }, { registeredOn: '1990-04-02' }).size).toBe(0);
    expect(differences({ registeredOn: '1990' }, { registeredOn: '1991-04-02' }).size).toBe(1);
    expect(differences({ entryNumber: '1' }, { entryNumber: '12' }).size).toBe(1);
  });
});
