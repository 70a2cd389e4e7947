import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { signInOfficer } from './accounts.ts';
import { keepPicture } from './pictures.ts';

/** Opens the first case of the inbox with J and Enter, and waits until the page listens to keys. */
export async function openFirstCase(page: Page, code: string): Promise<void> {
  const row = page.getByRole('link', { name: new RegExp(code, 'u') });
  await expect(row).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('j');
    await expect(row).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Cấp bản sao trích lục hộ tịch', level: 1 })).toBeVisible();
}

/** The counter officer takes the fee and accepts, by keyboard alone. */
export async function acceptCase(page: Page, code: string): Promise<void> {
  await signInOfficer(page, 'motcua');
  await keepPicture(page, 'officer-inbox');
  await openFirstCase(page, code);
  await keepPicture(page, 'officer-desk');
  await expectAccessible(page);
  const dialog = page.getByRole('dialog');
  await pressUntil(page, 'f', () => expect(dialog).toBeVisible({ timeout: 2000 }));
  await dialog.getByLabel(/Số tiền/u).press('Enter');
  await expect(dialog).toBeHidden();
  await pressUntil(page, 'a', () => expect(page.getByText(/đã tiếp nhận/iu).first()).toBeVisible({ timeout: 2000 }));
}

const typed: readonly (readonly [label: RegExp, text: string])[] = [
  [/^Nơi sinh/u, 'Trạm y tế xã Hòa Bình'],
  [/^Quê quán/u, 'Xã Hòa Bình, huyện An Lạc'],
  [/^Họ, chữ đệm, tên người mẹ/u, 'Trần Thị Hoa'],
  [/^Số đăng ký/u, '112'],
];

/** The specialist takes the case, writes the draft and proposes it. */
export async function prepareResult(page: Page, code: string): Promise<void> {
  await signInOfficer(page, 'tuphap');
  await openFirstCase(page, code);
  await pressUntil(page, 'n', () => expect(page.getByRole('button', { name: /^Nhận xử lý/u })).toBeHidden({ timeout: 2000 }));
  await expect(page.getByLabel(/^Nơi sinh/u)).toBeVisible();
  for (const [label, text] of typed) await typeInto(page, label, text);
  await page.getByRole('group', { name: /^Ngày đăng ký/u }).getByLabel('Ngày', { exact: true }).focus();
  for (const part of ['20', '3', '1988']) {
    await page.keyboard.type(part);
    await page.keyboard.press('Tab');
  }
  await keepPicture(page, 'officer-draft');
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Trình ký/u }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/trình ký/iu).first()).toBeVisible();
  await expect(page.getByRole('link', { name: new RegExp(code, 'u') })).toBeHidden();
}

async function typeInto(page: Page, label: RegExp, text: string): Promise<void> {
  await page.getByLabel(label).first().focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** The deputy chair, signed in with a second factor a moment ago, consents. */
export async function signCase(page: Page, code: string): Promise<void> {
  await signInOfficer(page, 'phochutich');
  await lookAtTheStack(page);
  await openFirstCase(page, code);
  await expectAccessible(page);
  await keepPicture(page, 'leader-desk');
  const dialog = page.getByRole('dialog');
  await pressUntil(page, 'k', () => expect(dialog).toBeVisible({ timeout: 2000 }));
  await dialog.getByRole('button', { name: /^Ký/u }).focus();
  await page.keyboard.press('Enter');
  // The code shown at sign-in opens signing for some minutes; later the page asks again and keeps the act.
  await expect(page.getByText(/đã ký/iu).first()).toBeVisible();
}

/** What the chair sees on a phone: one matter a card. */
async function lookAtTheStack(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('/can-bo/trinh-ky');
  await expect(page.getByRole('button', { name: /Ký và sang việc tiếp/u })).toBeVisible();
  await expectAccessible(page);
  await keepPicture(page, 'leader-phone');
  await page.setViewportSize({ width: 1280, height: 850 });
  await page.goto('/can-bo');
}

/** Presses a key until it has its effect: the page may not listen yet, and a replayed act is harmless. */
async function pressUntil(page: Page, key: string, seen: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press(key);
    await seen();
  }).toPass();
}
