import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { signInCitizen, signInOfficer } from './accounts.ts';
import { applyForExtract } from './citizen-steps.ts';
import { acceptCase, openFirstCase, prepareResult } from './officer-steps.ts';
import { keepPicture } from './pictures.ts';

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

/** Presses a key until its dialog is open; the page may not listen yet. */
async function openDialog(page: Page, key: string): Promise<ReturnType<Page['getByRole']>> {
  const dialog = page.getByRole('dialog');
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(dialog).toBeVisible({ timeout: 2000 });
  }).toPass();
  return dialog;
}

test('a case goes from hand to hand by keyboard: opinion, note, letters, and a batch to sign', async ({ page }) => {
  test.setTimeout(240_000);
  await signInCitizen(page, 'Nguyễn Văn An');
  const code = await applyForExtract(page);
  await signOut(page);
  await acceptCase(page, code);
  await signOut(page);

  await signInOfficer(page, 'tuphap');
  await openFirstCase(page, code);
  const asking = await openDialog(page, 'y');
  await expectAccessible(page);
  await keepPicture(page, 'officer-consult');
  await asking.getByLabel(/Hoàng Minh Châu/u).check();
  await asking.getByLabel(/Nội dung cần hỏi/u).fill('Sổ gốc năm 1988 có lưu tại xã không?');
  await asking.getByRole('button', { name: 'Xin ý kiến' }).click();
  await expect(page.getByText(/Đã xin ý kiến/u).first()).toBeVisible();
  const noting = await openDialog(page, 'g');
  await noting.getByLabel('Ghi chú', { exact: true }).fill('Đã gọi điện cho người nộp sáng nay.');
  await noting.getByRole('button', { name: 'Ghi chú nội bộ' }).click();
  await expect(page.getByText(/Đã ghi chú/u)).toBeVisible();
  await page.getByRole('link', { name: /^Giấy tờ, thời hạn/u }).click();
  await expect(page.getByText(/Mẫu số 06/u)).toBeVisible();
  await expectAccessible(page);
  await keepPicture(page, 'officer-letters');
  await signOut(page);

  await signInOfficer(page, 'chutich');
  await page.goto('/can-bo/xin-y-kien');
  await expectAccessible(page);
  await page.getByRole('link', { name: new RegExp(code, 'u') }).first().click();
  await page.waitForURL(/phan=y-kien/u);
  // The journal beside it may tell the same words.
  await expect(page.getByText('Sổ gốc năm 1988 có lưu tại xã không?').first()).toBeVisible();
  const answering = await openDialog(page, 'p');
  await answering.getByLabel('Ý kiến', { exact: true }).fill('Có lưu, quyển 03/1988.');
  await answering.getByRole('button', { name: 'Cho ý kiến' }).click();
  await expect(page.getByText('Có lưu, quyển 03/1988.').first()).toBeVisible();
  await expectAccessible(page);
  await keepPicture(page, 'officer-opinions');
  await signOut(page);

  await prepareResult(page, code);
  await signOut(page);

  // The deputy: a code of the chair's authenticator opens one sign-in only, and half a minute may not have passed.
  await signInOfficer(page, 'phochutich');
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/can-bo/trinh-ky/ca-tap');
  await expect(page.getByRole('checkbox')).not.toHaveCount(0);
  await expectAccessible(page);
  await keepPicture(page, 'leader-batch');
  await page.getByRole('button', { name: 'Ký các việc đã chọn' }).click();
  await expect(page.getByText(/Đã xong: ký \d+ trên \d+/u)).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await keepPicture(page, 'leader-batch-report');
});

test('the register opens for those who read cases, and prints', async ({ page }) => {
  await signInOfficer(page, 'motcua');
  await page.goto('/can-bo/so-theo-doi');
  await expectAccessible(page);
  await keepPicture(page, 'officer-register');
  const answer = await page.request.get(`/can-bo/so-theo-doi/so.pdf?donVi=${await page.getByLabel('Đơn vị').inputValue()}&tu=2026-01-01&den=2026-12-31`);
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
});
