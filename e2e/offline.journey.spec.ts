import { expect, test, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { signInCitizen } from './accounts.ts';
import { keepPicture } from './pictures.ts';

/** The service worker has taken the page and what it needs. */
async function waitUntilKept(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open('dinh-offline-1')).keys()).map((request) => new URL(request.url).pathname)))
    .toEqual(expect.arrayContaining(['/ngoai-tuyen', '/favicon.svg']));
}

const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: /tiếp tục/u }).last().click();

test('an application filled in without a line is sent once when the line is back', async ({ browser }) => {
  test.setTimeout(150_000);
  const context = await browser.newContext({ viewport: { width: 360, height: 760 } });
  const page = await context.newPage();
  await signInCitizen(page, 'Nguyễn Văn An');
  await page.goto('/ho-so');
  const before = await page.getByRole('link', { name: /Cấp bản sao trích lục hộ tịch/u }).count();
  await page.goto('/ngoai-tuyen');
  await page.getByLabel('Thủ tục').selectOption({ label: 'Cấp bản sao trích lục hộ tịch' });
  await page.getByLabel('Cơ quan giải quyết').selectOption({ label: 'Ủy ban nhân dân xã An Hòa' });
  await page.getByRole('button', { name: 'Bắt đầu điền' }).click();
  await expect(page.getByRole('button', { name: /tiếp tục/u }).last()).toBeVisible();
  await waitUntilKept(page);

  await context.setOffline(true);
  await page.reload();
  // The same verdict as on the server: what is missing is named.
  await goOn(page);
  await expect(page.getByRole('link', { name: 'Nhập nơi cư trú.' })).toBeVisible();
  await expectAccessible(page);
  await fillIn(page);
  await page.getByRole('button', { name: /Xếp hàng, gửi khi có mạng/u }).click();
  await expect(page.getByText('Đang chờ mạng để gửi')).toBeVisible();
  // It waits through a restart of the browser's page as well.
  await page.reload();
  await expect(page.getByText('Đang chờ mạng để gửi')).toBeVisible();
  await keepPicture(page, 'citizen-offline-queued');

  await context.setOffline(false);
  await expect(page.getByText(/Đã gửi\. Mã hồ sơ H99\.50-\d{6}-\d{4}/u)).toBeVisible({ timeout: 20_000 });
  await page.reload();
  await expect(page.getByText(/Đã gửi\. Mã hồ sơ/u)).toHaveCount(1);
  await page.goto('/ho-so');
  await expect(page.getByRole('link', { name: /Cấp bản sao trích lục hộ tịch/u })).toHaveCount(before + 1);
});

/** The four steps of the form, by its own buttons. */
async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('Họ, chữ đệm, tên người yêu cầu').fill('Nguyễn Văn An');
  await page.getByLabel(/Số định danh cá nhân/u).fill('001088012345');
  await page.getByLabel('Nơi cư trú').fill('Thôn Đông, xã An Hòa, tỉnh Bình Minh');
  await page.getByLabel('Số điện thoại').fill('0912345678');
  await page.getByLabel('Của chính tôi').check();
  await goOn(page);
  await fillDate(page);
  await page.getByLabel('Nam', { exact: true }).check();
  await page.getByLabel('Dân tộc').fill('Kinh');
  await page.getByLabel('Quốc tịch').fill('Việt Nam');
  await goOn(page);
  await page.getByLabel('Đã đăng ký khai sinh tại').fill('UBND xã Hòa Bình, huyện An Lạc');
  await goOn(page);
  await page.getByLabel('Số lượng bản sao').fill('1');
  await page.getByLabel(/Tôi cam đoan/u).check();
  await goOn(page);
}

async function fillDate(page: Page): Promise<void> {
  for (const [label, value] of [['Ngày', '14'], ['Tháng', '3'], ['Năm', '1988']] as const) await page.getByLabel(label, { exact: true }).fill(value);
}
