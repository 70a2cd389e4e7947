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

test('a fee is edited, previewed, compared; who edited last may publish only when alone', async ({ page }) => {
  test.setTimeout(180_000);
  await signInOfficer(page, 'quantri');
  await page.goto(list);
  await look(page, 'list');
  await page.getByRole('link', { name: code }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('trích lục');
  await look(page, 'procedure');
  await page.getByRole('button', { name: /Sửa thành bản mới/u }).click();
  await expect(page).toHaveURL(/ban-nhap/u);
  await look(page, 'general');
  await page.getByRole('link', { name: /^Kênh, thời hạn, phí/u }).click();
  await page.getByText(/^Kênh 1/u).click();
  await page.getByText(/^Khoản thu 1/u).first().click();
  await page.getByLabel('Số tiền').first().fill('9.000');
  await page.getByRole('button', { name: /^Lưu/u }).last().click();
  await expect(page).toHaveURL(/luu=/u);
  await page.getByText(/^Kênh 1/u).click();
  await page.getByText(/^Khoản thu 1/u).first().click();
  await expect(page.getByLabel('Số tiền').first()).toHaveValue('9000');
  await look(page, 'channels');
  const draft = page.url().replace(/\/kenh.*$/u, '');
  for (const part of ['giay-to', 'ket-qua', 'can-cu', 'bieu-mau', 'bieu-mau/json', 'quy-trinh', 'so-do', 'so-sanh', 'cong-bo']) {
    await page.goto(`${draft}/${part}`);
    await look(page, part.replace('/', '-'));
  }
  await page.goto(`${draft}/so-sanh`);
  await expect(page.getByText('9000')).toBeVisible();
  await page.goto(draft.replace('/can-bo/quan-tri/thu-tuc/ban-nhap', '/xem-truoc-thu-tuc'));
  await expect(page.getByText('9.000 đ').first()).toBeVisible();
  await look(page, 'preview');
});

test('citizens find a procedure by what happened to them, without accents, and read it', async ({ page }) => {
  await page.goto('/thu-tuc?q=moi%20sinh%20con');
  await look(page, 'search');
  await page.goto(`/thu-tuc/${code}`);
  await look(page, 'citizen');
});
