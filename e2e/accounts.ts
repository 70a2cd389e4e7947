import { expect, type Page } from '@playwright/test';
import { generateSync } from 'otplib';
import { demoPassword, demoTotpSecret } from '#demo/locality.ts';

/** Signs a mock citizen in through the real OpenID provider of the demonstration. */
export async function signInCitizen(page: Page, name: string): Promise<void> {
  await page.goto('/dang-nhap');
  await page.getByRole('button', { name: /Định danh điện tử/u }).click();
  await page.getByRole('button', { name: new RegExp(`^${name}`, 'u') }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
}

/** Signs a demonstration officer in by keyboard alone, with the second factor where the account has one. */
export async function signInOfficer(page: Page, username: string): Promise<void> {
  await page.goto('/can-bo');
  await page.getByLabel('Tên đăng nhập').focus();
  await page.keyboard.type(username);
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/can-bo(?:$|\?|\/dang-nhap\/xac-thuc)/u);
  if (!page.url().includes('xac-thuc')) return;
  // A code opens one sign-in: when the account came in a moment ago, the next code has to be waited for.
  await expect(async () => {
    await typeTotp(page);
    await page.waitForURL(/\/can-bo(?:$|\?)/u, { timeout: 4_000 });
  }).toPass({ intervals: [14_000], timeout: 60_000 });
}

/** Types the current code of the shared demonstration secret. */
export async function typeTotp(page: Page): Promise<void> {
  await page.getByLabel(/Mã xác thực|Mã 6/u).first().focus();
  await page.keyboard.type(generateSync({ secret: demoTotpSecret }));
  await page.keyboard.press('Enter');
}

