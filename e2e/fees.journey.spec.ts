import { expect, test, type Browser, type Page } from '@playwright/test';
import { signInCitizen, signInOfficer } from './accounts.ts';
import { expectAccessible } from './axe.ts';
import { applyForExtract } from './citizen-steps.ts';
import { keepPicture } from './pictures.ts';

const phone = { viewport: { width: 360, height: 760 }, javaScriptEnabled: false };
const desk = { viewport: { width: 1280, height: 850 } };

async function openPage(browser: Browser, kind: typeof phone | typeof desk): Promise<Page> {
  return (await browser.newContext(kind)).newPage();
}

/** From a new application to the page that says how to pay it. */
async function applyAndOpenPayment(page: Page): Promise<string> {
  const code = await applyForExtract(page);
  await page.goto(page.url().replace('/da-nop', ''));
  await expect(page.getByRole('heading', { name: 'Còn phải nộp 16.000 đ' })).toBeVisible();
  await keepPicture(page, 'citizen-to-pay');
  await page.getByRole('link', { name: 'Xem cách nộp' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bạn cần nộp 16.000 đ');
  return code;
}

/** Nothing wider than the phone. */
async function expectNoSideScroll(page: Page): Promise<void> {
  const widest = await page.locator('body *').evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)));
  expect(widest).toBeLessThanOrEqual(360.5);
}

test('a citizen pays on a phone without script: online, by transfer, and takes one application back', async ({ browser }) => {
  test.setTimeout(300_000);
  const citizen = await openPage(browser, phone);
  await signInCitizen(citizen, 'Lê Thị Cúc');

  await applyAndOpenPayment(citizen);
  await expectNoSideScroll(citizen);
  await keepPicture(citizen, 'citizen-pay');
  const address = citizen.url();
  await citizen.getByRole('button', { name: 'Thanh toán 16.000 đ' }).click();
  await citizen.getByRole('button', { name: 'Thanh toán đủ, thông báo hai lần' }).click();
  await citizen.waitForURL(`${address}?ve=1`);
  await expect(citizen.getByText('Đã nhận đủ 16.000 đ')).toBeVisible();
  await expect(citizen.getByRole('link', { name: /biên lai \d{7}\/20\d\d/u })).toHaveCount(1);
  await keepPicture(citizen, 'citizen-paid');
  await citizen.getByRole('link', { name: /Về hồ sơ/u }).click();
  await expect(async () => {
    await citizen.reload();
    await expect(citizen.getByText('16.000 đ, đã nộp')).toBeVisible({ timeout: 1000 });
  }).toPass();

  await applyAndOpenPayment(citizen);
  const transfer = citizen.url();
  await citizen.getByRole('link', { name: /ngân hàng mô phỏng/u }).click();
  await citizen.getByRole('button', { name: 'Chuyển khoản' }).click();
  await expect(citizen.getByText(/Đã chuyển 16.000 đ/u)).toBeVisible();
  await expect(async () => {
    await citizen.goto(transfer);
    await expect(citizen.getByText('Đã nhận đủ 16.000 đ')).toBeVisible({ timeout: 1000 });
  }).toPass({ intervals: [5_000], timeout: 90_000 });
  await citizen.getByRole('link', { name: /Về hồ sơ/u }).click();
  await citizen.getByRole('link', { name: /Rút hồ sơ/u }).click();
  await citizen.getByRole('button', { name: /Rút hồ sơ/u }).click();
  await expect(async () => {
    await citizen.goto(transfer);
    await expect(citizen.getByText(/nộp thừa 16.000 đ/u)).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test('the counter takes cash, the leader decides on the refund, the cashier pays it out and closes the day', async ({ browser }) => {
  test.setTimeout(240_000);
  const citizen = await openPage(browser, phone);
  await signInCitizen(citizen, 'Lê Thị Cúc');
  const code = await applyAndOpenPayment(citizen);

  const cashier = await openPage(browser, desk);
  await signInOfficer(cashier, 'motcua');
  await cashier.getByRole('link', { name: 'Thu phí', exact: true }).click();
  await expect(cashier.getByRole('link', { name: code })).toBeVisible();
  await keepPicture(cashier, 'fees-open');
  await expectAccessible(cashier);
  await cashier.getByRole('link', { name: code }).click();
  await expect(cashier.getByRole('heading', { level: 1 })).toHaveText(code);
  await keepPicture(cashier, 'fees-notice');
  await expectAccessible(cashier);
  const dialog = cashier.getByRole('dialog');
  await expect(async () => {
    await cashier.keyboard.press('t');
    await expect(dialog).toBeVisible({ timeout: 1000 });
  }).toPass();
  await dialog.getByLabel('Số tiền').press('Enter');
  await expect(cashier.getByText(/Đã ghi nhận 16.000 đ, biên lai số/u)).toBeVisible();

  const leader = await openPage(browser, desk);
  await signInOfficer(leader, 'phochutich');
  await leader.goto('/can-bo/thu-phi/hoan');
  await keepPicture(leader, 'fees-refunds');
  await expectAccessible(leader);
  await leader.getByRole('button', { name: 'Duyệt chi tại quầy' }).or(leader.getByRole('link', { name: 'Duyệt chi tại quầy' })).first().click();
  const decision = leader.getByRole('dialog');
  await decision.getByRole('textbox').fill('Người nộp rút hồ sơ trước khi thụ lý');
  await decision.getByRole('button', { name: 'Duyệt chi tại quầy' }).click();
  await expect(leader.getByText('Đã duyệt hoàn tiền.')).toBeVisible();

  await cashier.goto('/can-bo/thu-phi/hoan');
  await cashier.getByRole('button', { name: 'Chi tiền' }).or(cashier.getByRole('link', { name: 'Chi tiền' })).first().click();
  await cashier.getByRole('dialog').getByRole('button', { name: 'Chi tiền' }).click();
  await expect(cashier.getByText('Đã chi và ghi vào sổ ngày.')).toBeVisible();

  await cashier.goto('/can-bo/thu-phi/so-ngay');
  await expect(cashier.getByRole('heading', { name: 'Tiền mặt của Trần Thị Bích' })).toBeVisible();
  await keepPicture(cashier, 'fees-day');
  await expectAccessible(cashier);
  for (const kind of [/In sổ/u, /Tải XLSX/u]) {
    const download = cashier.waitForEvent('download');
    await cashier.getByRole('link', { name: kind }).click();
    expect((await download).suggestedFilename()).toMatch(/^so-thu-\d{4}-\d{2}-\d{2}\.(?:pdf|xlsx)$/u);
  }
  await cashier.getByLabel('Tiền đếm được').fill('1.000');
  await cashier.getByRole('button', { name: /Kết sổ hôm nay/u }).click();
  await expect(cashier.getByText(/Tiền đếm được lệch -?[\d.]+ đồng/u)).toBeVisible();
  await cashier.getByLabel(/Lý do, nếu lệch/u).fill('Người nộp không nhận lại tiền thừa');
  await cashier.getByRole('button', { name: /Kết sổ hôm nay/u }).click();
  await expect(cashier.getByText(/Đã kết sổ/u)).toBeVisible();
  await keepPicture(cashier, 'fees-closed');
  for (const path of ['chua-khop', 'doi-soat']) {
    await cashier.goto(`/can-bo/thu-phi/${path}`);
    await expectAccessible(cashier);
  }
});
