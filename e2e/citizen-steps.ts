import { expect, type Page } from '@playwright/test';
import { keepPicture } from './pictures.ts';

/** Fills the four steps of the application for a birth extract and submits. Returns the case code. */
export async function applyForExtract(page: Page): Promise<string> {
  await page.goto('/thu-tuc?q=trich+luc');
  await page.getByRole('link', { name: /Cấp bản sao trích lục hộ tịch/u }).click();
  await page.getByRole('link', { name: 'Nộp hồ sơ trực tuyến' }).click();
  await page.getByLabel(/An Hòa/u).check();
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await keepPicture(page, 'citizen-form-1');
  await page.getByLabel('Của chính tôi').check();
  await page.getByRole('button', { name: /tiếp tục/u }).click();
  await page.getByLabel('Nam', { exact: true }).check();
  await page.getByLabel('Dân tộc').fill('Kinh');
  await page.getByLabel('Quốc tịch').fill('Việt Nam');
  await page.getByRole('button', { name: /tiếp tục/u }).click();
  await page.getByLabel('Đã đăng ký khai sinh tại').fill('UBND xã Hòa Bình, huyện An Lạc');
  await page.getByRole('button', { name: /tiếp tục/u }).click();
  await page.getByLabel('Số lượng bản sao').fill('2');
  await page.getByLabel(/Tôi cam đoan/u).check();
  await page.getByRole('button', { name: /tiếp tục/u }).click();
  await keepPicture(page, 'citizen-check');
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
  await page.waitForURL(/\/ho-so\/[0-9a-f-]+\/da-nop$/u);
  await keepPicture(page, 'citizen-submitted');
  const code = /H99\.50-\d{6}-\d{4}/u.exec(await page.locator('main').innerText())?.[0];
  expect(code).toBeDefined();
  return code ?? '';
}
