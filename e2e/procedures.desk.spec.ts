import { expect, test, type Page } from '@playwright/test';
import { signInOfficer } from './accounts.ts';
import { expectAccessible } from './axe.ts';
import { keepPicture } from './pictures.ts';

const list = '/can-bo/quan-tri/thu-tuc';
const code = '2.000635';

/** A page at the width of a desk and of a phone: a picture of each, and no violation at either. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 850 });
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), `${name} at ${width}`).toBeLessThanOrEqual(1);
    await keepPicture(page, `procedures-${name}-${width}`);
  }
}

const draftOf = (page: Page): string => page.url().replace(/\/(?:chung|kenh).*$/u, '');

test('a fee is edited, compared and previewed', async ({ page }) => {
  test.setTimeout(300_000);
  await signInOfficer(page, 'quantri');
  await page.goto(list);
  await look(page, 'list');
  await page.getByRole('link', { name: code, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('trích lục');
  await look(page, 'procedure');
  await page.getByRole('button', { name: /Sửa thành bản mới/u }).click();
  await expect(page).toHaveURL(/ban-nhap/u);
  await page.getByRole('link', { name: /^Kênh, thời hạn, phí/u }).click();
  await openFee(page);
  await page.getByLabel('Số tiền').first().fill('9.000');
  await page.getByRole('button', { name: /^Lưu/u }).last().click();
  await expect(page).toHaveURL(/luu=/u);
  await openFee(page);
  await expect(page.getByLabel('Số tiền').first()).toHaveValue('9000');
  await look(page, 'channels');
  const draft = draftOf(page);
  await page.goto(`${draft}/so-sanh`);
  await expect(page.getByText('9000')).toBeVisible();
  await look(page, 'compare');
  await page.goto(draft.replace('/can-bo/quan-tri/thu-tuc/ban-nhap', '/xem-truoc-thu-tuc'));
  await expect(page.getByText('9.000 đ').first()).toBeVisible();
  await look(page, 'preview');
});

async function openFee(page: Page): Promise<void> {
  await page.getByText(/^Kênh 1/u).click();
  await page.getByText(/^Khoản thu 1/u).first().click();
}

test('every part of a draft can be read at a desk and on a phone', async ({ page }) => {
  test.setTimeout(600_000);
  await signInOfficer(page, 'quantri');
  await page.goto(list);
  await page.getByRole('link', { name: /lưu lúc/u }).first().click();
  await expect(page).toHaveURL(/ban-nhap/u);
  const draft = draftOf(page);
  for (const part of ['so-do', 'cong-bo', 'bieu-mau', 'quy-trinh', 'giay-to', 'chung', 'ket-qua', 'can-cu', 'bieu-mau/json']) {
    await page.goto(`${draft}/${part}`);
    await look(page, part.replace('/', '-'));
  }
});

test('citizens find a procedure by what happened to them, without accents, and read it', async ({ page }) => {
  await page.goto('/thu-tuc?q=moi%20sinh%20con');
  await look(page, 'search');
  await page.goto(`/thu-tuc/${code}`);
  await look(page, 'citizen');
});
