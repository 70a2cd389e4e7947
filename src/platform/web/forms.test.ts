import { describe, expect, it } from 'vitest';
import { attempt, fieldsOf, formOf, textOf } from './forms.ts';

const post = (body: BodyInit, type = 'application/x-www-form-urlencoded'): Request =>
  new Request('http://xa.example/', { method: 'POST', body, headers: { 'content-type': type } });

describe('formOf', () => {
  it('reads fields, repeated and inherited-looking ones too', async () => {
    const form = await formOf(post('a=1&a=2&__proto__=x&constructor=y&empty='));
    expect(Object.entries(fieldsOf(form))).toEqual([['a', '2'], ['constructor', 'y'], ['empty', '']]);
    expect([textOf(form, 'a'), textOf(form, 'toString'), textOf(form, 'nothing')]).toEqual(['1', '', '']);
  });

  it('does not take a file for a text', async () => {
    const sent = new FormData();
    sent.set('name', new File(['x'], 'x.txt'));
    const form = await formOf(new Request('http://xa.example/', { method: 'POST', body: sent }));
    expect([textOf(form, 'name'), fieldsOf(form)]).toEqual(['', {}]);
  });

  it('refuses more than a megabyte with status 413', async () => {
    await expect(formOf(post(`a=${'x'.repeat(1_000_001)}`))).rejects.toMatchObject({ init: { status: 413 } });
    await expect(formOf(post(`a=${'x'.repeat(999_000)}`))).resolves.toBeInstanceOf(FormData);
  });

  it.each([['{}', 'application/json'], ['x', 'multipart/form-data'], ['x', 'nonsense']])('refuses %j as %s with status 400 and words', async (body, type) => {
    await expect(formOf(post(body, type))).rejects.toMatchObject({ init: { status: 400 }, data: { pageError: { words: expect.stringContaining('biểu mẫu') as string } } });
  });
});

describe('attempt', () => {
  const fail = (kind: string): Promise<never> => Promise.reject(Object.assign(new Error('x'), { data: { pageError: { kind, code: 'c', words: 'w', details: {} } } }));

  it.each(['invalid', 'conflict', 'rate_limited', 'unavailable'])('hands %s back to the form', async (kind) => {
    expect(await attempt(() => fail(kind))).toEqual({ ok: false, problem: { kind, code: 'c', words: 'w', details: {} } });
  });

  it.each(['not_found', 'forbidden'])('lets %s go on to the error page', async (kind) => {
    await expect(attempt(() => fail(kind))).rejects.toMatchObject({ data: { pageError: { kind } } });
  });

  it('lets everything unknown go on, and hands values back', async () => {
    await expect(attempt(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await attempt(async () => 7)).toEqual({ ok: true, value: 7 });
  });
});
