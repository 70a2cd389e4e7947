import { expect, test } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { signInOfficer } from './accounts.ts';
import { keepPicture } from './pictures.ts';

const administration = [
  '/can-bo',
  '/can-bo/tai-khoan',
  '/can-bo/don-vi-hanh-chinh',
  '/can-bo/quan-tri/to-chuc',
  '/can-bo/quan-tri/lich',
  '/can-bo/quan-tri/lich/gio',
  '/can-bo/quan-tri/lich/thu',
  '/can-bo/quan-tri/lich/lich-su',
  '/can-bo/quan-tri/tai-khoan',
  '/can-bo/quan-tri/tai-khoan/moi',
  '/can-bo/quan-tri/vai-tro',
  '/can-bo/quan-tri/phan-quyen',
  '/can-bo/quan-tri/phan-quyen/moi',
  '/can-bo/chung-thu',
  '/can-bo/thong-bao',
  '/can-bo/quan-tri/thu-gui',
  '/can-bo/quan-tri/mau-thong-bao',
  '/can-bo/quan-tri/tin-cay',
  '/can-bo/khong-co-trang-nay',
];

test('administration pages open, say nothing to the console, and pass axe', async ({ page }) => {
  test.setTimeout(180_000);
  const said: string[] = [];
  page.on('console', (message) => message.type() === 'error' && said.push(`${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`${page.url()}: ${error.message}`));
  await signInOfficer(page, 'quantri');
  for (const path of administration) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, `admin${path.replaceAll('/', '-')}`);
  }
  expect(said.filter((line) => !line.includes('404'))).toEqual([]);
});

test('the counter officer finds no administration and no way into it', async ({ page }) => {
  await signInOfficer(page, 'motcua');
  await expect(page.getByText('Quản trị', { exact: true })).toBeHidden();
  for (const path of ['/can-bo/quan-tri/tai-khoan', '/can-bo/quan-tri/phan-quyen', '/can-bo/quan-tri/tin-cay']) {
    const answer = await page.goto(path);
    expect([403, 404], path).toContain(answer?.status());
    await expectAccessible(page);
  }
});
