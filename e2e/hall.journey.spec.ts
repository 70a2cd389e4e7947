import { expect as expectSoon, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { signInOfficer } from './accounts.ts';
import { keepPicture } from './pictures.ts';

// The officer's page may still be coming alive when a key is pressed on a busy machine.
const expect = expectSoon.configure({ timeout: 20_000 });

const portrait = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
const television = { viewport: { width: 1920, height: 1080 } };
const phone = { viewport: { width: 360, height: 760 }, javaScriptEnabled: false };

/** The administrator enters a device; the device is paired by the code in a browser of its own. */
async function pairDevice(admin: Page, device: BrowserContext, kind: 'Ki-ốt lấy số' | 'Màn hình gọi số'): Promise<Page> {
  await admin.goto('/can-bo/quan-tri/sanh/thiet-bi');
  await admin.getByLabel('Loại').selectOption({ label: kind });
  await admin.getByLabel('Nơi đặt').fill(`${kind}, cửa chính`);
  await admin.getByRole('button', { name: 'Tạo mã ghép' }).click();
  const heading = admin.getByRole('heading', { name: /^Mã ghép: / });
  await expect(heading).toBeVisible();
  const code = (await heading.innerText()).replace('Mã ghép: ', '');
  const page = await device.newPage();
  await page.goto('/sanh/ghep');
  await expectAccessible(page);
  await page.getByLabel('Mã ghép').fill(code);
  await page.getByRole('button', { name: 'Ghép thiết bị này' }).click();
  await expect(page).toHaveURL(/\/sanh\/(ki-ot|man-hinh)/u);
  return page;
}

/** Takes a number by touch; returns it. */
async function takeNumber(kiosk: Page, group: RegExp, priority?: RegExp): Promise<string> {
  await kiosk.getByRole('link', { name: group }).tap();
  await kiosk.locator('section:target').getByRole('button', { name: priority ?? 'Lấy số thường' }).tap();
  const number = kiosk.locator('#phieu .number');
  await expect(number).toBeVisible({ timeout: 15_000 });
  const label = (await number.innerText()).trim();
  await keepPicture(kiosk, `hall-kiosk-ticket-${label}`);
  if (label === 'A-001') await keepPaper(kiosk);
  await kiosk.getByRole('link', { name: 'Xong' }).tap();
  await expect(kiosk.getByRole('heading', { name: 'Ông/Bà cần làm việc gì?' })).toBeVisible();
  return label;
}

/** What the printer of the kiosk gets: the ticket alone, on paper 80 mm wide. */
async function keepPaper(kiosk: Page): Promise<void> {
  await kiosk.emulateMedia({ media: 'print' });
  expect(await kiosk.locator('main > :visible').count()).toBe(1);
  await kiosk.setViewportSize({ width: 280, height: 560 });
  await keepPicture(kiosk, 'hall-kiosk-paper');
  await kiosk.setViewportSize(portrait.viewport);
  await kiosk.emulateMedia({ media: null });
}

async function openKiosk(browser: Browser, admin: Page): Promise<{ context: BrowserContext; kiosk: Page }> {
  const context = await browser.newContext(portrait);
  await context.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', String(Number(document.documentElement.getAttribute('data-printed') ?? 0) + 1));
  });
  return { context, kiosk: await pairDevice(admin, context, 'Ki-ốt lấy số') };
}

const held = (kiosk: Page): Promise<{ blocks: number; unsent: number }> =>
  kiosk.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open('dinh-hall', 1);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('kept').objectStore('kept').get('kiosk');
          reading.onsuccess = () => {
            const pocket = reading.result as { blocks: unknown[]; unsent: unknown[] } | undefined;
            opening.result.close();
            resolve({ blocks: pocket?.blocks.length ?? 0, unsent: pocket?.unsent.length ?? 0 });
          };
        };
      }),
  );

test('a hall through a day: numbers by touch, calls by key, and going on without a line', async ({ browser }) => {
  test.setTimeout(420_000);
  const admin = await (await browser.newContext({ viewport: { width: 1280, height: 850 } })).newPage();
  await signInOfficer(admin, 'quantri');
  const { context: kioskContext, kiosk } = await openKiosk(browser, admin);
  const screenContext = await browser.newContext(television);
  const screen = await pairDevice(admin, screenContext, 'Màn hình gọi số');

  await test.step('the kiosk gives numbers, large and by touch', async () => {
    await expectAccessible(kiosk);
    await keepPicture(kiosk, 'hall-kiosk-start');
    const small = await kiosk.locator('a.big:visible, button.big:visible').evaluateAll((all) => all.filter((element) => element.getBoundingClientRect().height < 64 || parseFloat(getComputedStyle(element).fontSize) < 28).length);
    expect(small).toBe(0);
    await kiosk.getByRole('link', { name: /Tư pháp/u }).tap();
    await expectAccessible(kiosk);
    await keepPicture(kiosk, 'hall-kiosk-priority');
    await kiosk.locator('section:target').getByRole('link', { name: /Quay lại/u }).tap();
    expect(await takeNumber(kiosk, /Tư pháp/u)).toBe('A-001');
    expect(await takeNumber(kiosk, /Tư pháp/u)).toBe('A-002');
    expect(await takeNumber(kiosk, /Tư pháp/u, /Người cao tuổi/u)).toBe('A-003');
    await kiosk.setViewportSize({ width: 360, height: 760 });
    await expectAccessible(kiosk);
    await keepPicture(kiosk, 'hall-kiosk-narrow');
    expect(await kiosk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await takeNumber(kiosk, /Đất đai/u)).toBe('B-001');
    await kiosk.setViewportSize(portrait.viewport);
    expect(await kiosk.locator('html').getAttribute('data-printed')).toBe('4');
    await expect.poll(async () => (await held(kiosk)).blocks, { timeout: 30_000 }).toBeGreaterThanOrEqual(6);
  });

  const officer = await (await browser.newContext({ viewport: { width: 1280, height: 850 } })).newPage();
  await test.step('the officer calls, serves and finishes by keyboard; the screen says so at once', async () => {
    await signInOfficer(officer, 'motcua');
    await officer.goto('/can-bo/quay');
    await expectAccessible(officer);
    await expect(async () => {
      await officer.keyboard.press('1');
      await expect(officer.getByRole('heading', { name: 'Quầy của tôi: Quầy 1' })).toBeVisible({ timeout: 2000 });
    }).toPass();
    await expect(officer.getByRole('button', { name: /Gọi số tiếp theo/u })).toBeEnabled();
    await officer.waitForTimeout(500);
    await officer.keyboard.press('n');
    // Priority goes first.
    await expect(officer.getByRole('heading', { name: 'A-003' })).toBeVisible();
    await expect(screen.locator('.called')).toHaveText('A-003');
    await expect(screen.locator('.words')).toHaveText('Mời số A không không ba đến quầy số một');
    await officer.keyboard.press('g');
    await expect(officer.getByText('Đang gọi, lần 2')).toBeVisible();
    await officer.keyboard.press('b');
    await expect(officer.getByText(/Đang phục vụ từ/u)).toBeVisible();
    await expectAccessible(officer);
    await keepPicture(officer, 'hall-officer');
    await officer.keyboard.press('n');
    await expect(officer.getByRole('heading', { name: 'A-001' })).toBeVisible();
    await expect(screen.locator('.called')).toHaveText('A-001');
    await expect(screen.locator('.before li').first()).toContainText('A-003');
    await expectAccessible(screen);
    await keepPicture(screen, 'hall-screen');
    await officer.keyboard.press('v');
    await expect(officer.getByText('Vắng mặt khi gọi')).toBeVisible();
  });

  await test.step('without a line the kiosk gives numbers of its block, also after a restart; each reaches the server once', async () => {
    await expect.poll(() => kiosk.evaluate(async () => (await caches.open('dinh-hall-1')).keys().then((keys) => keys.length)), { timeout: 30_000 }).toBeGreaterThan(3);
    await kioskContext.setOffline(true);
    expect(await takeNumber(kiosk, /Tư pháp/u)).toBe('A-801');
    await expect(kiosk.getByText(/Đang mất mạng: ki-ốt vẫn cấp số/u)).toBeVisible();
    await expectAccessible(kiosk);
    await keepPicture(kiosk, 'hall-kiosk-offline');
    await kiosk.reload();
    expect(await takeNumber(kiosk, /Tư pháp/u, /Phụ nữ mang thai/u)).toBe('A-802');
    expect((await held(kiosk)).unsent).toBe(2);
    await kioskContext.setOffline(false);
    await expect.poll(async () => (await held(kiosk)).unsent, { timeout: 40_000 }).toBe(0);
    expect(await takeNumber(kiosk, /Tư pháp/u)).toBe('A-004');
    await officer.reload();
    const queue = officer.getByRole('table', { name: /Hàng chờ/u });
    await expect(queue.getByText('A-801')).toHaveCount(1);
    await expect(queue.getByText('A-802')).toHaveCount(1);
    await expect(queue.getByRole('row').nth(1)).toContainText('A-802');
  });

  await test.step('a lost answer makes no second person', async () => {
    // The request arrives, the answer does not: the server must take its number back.
    await kiosk.route('**/api/v1/hall/kiosk/tickets', async (route) => {
      await route.fetch();
      await route.abort();
    });
    const label = await takeNumber(kiosk, /Lao động/u);
    expect(label).toBe('C-801');
    await kiosk.unroute('**/api/v1/hall/kiosk/tickets');
    await expect.poll(async () => (await held(kiosk)).unsent, { timeout: 40_000 }).toBe(0);
    await admin.goto('/can-bo/sanh');
    const counts = admin.getByRole('table', { name: /Số thứ tự theo nhóm/u });
    // Two numbers: one given out without a line and waiting, one taken back.
    await expect(counts.getByRole('row', { name: /C Lao động/u })).toHaveText('C Lao động – xã hội200110001');
    await expectAccessible(admin);
    await keepPicture(admin, 'hall-figures');
  });

  await test.step('without a line the screen keeps its calls and staff call by hand', async () => {
    await screenContext.setOffline(true);
    await screen.reload();
    await expect(screen.locator('.called')).toHaveText('A-001');
    await expect(screen.getByText(/Mất kết nối từ/u)).toBeVisible({ timeout: 20_000 });
    await screen.getByLabel('Gọi số').fill('a802');
    await screen.getByLabel('đến quầy').fill('2');
    await screen.keyboard.press('Enter');
    await expect(screen.locator('.called')).toHaveText('A-802');
    await expect(screen.locator('.words')).toHaveText('Mời số A tám không hai đến quầy số hai');
    await expectAccessible(screen);
    await keepPicture(screen, 'hall-screen-offline');
    await screenContext.setOffline(false);
    await expect(screen.getByText(/Mất kết nối từ/u)).toBeHidden({ timeout: 20_000 });
    const later = await screenContext.newPage();
    await expect(async () => {
      await later.goto('/sanh/man-hinh');
      await expect(later.locator('main')).toContainText('A-802', { timeout: 1000 });
    }).toPass();
  });

  await test.step('a device that is cut off shows nothing more', async () => {
    await admin.goto('/can-bo/quan-tri/sanh/thiet-bi');
    await keepPicture(admin, 'hall-admin-devices');
    await admin.getByRole('row', { name: /Ki-ốt lấy số/u }).getByRole('button', { name: /Ngắt/u }).click();
    await expect(admin.getByText('Đã ngắt')).toBeVisible();
    await kiosk.getByRole('link', { name: /Tư pháp/u }).tap();
    await kiosk.locator('section:target').getByRole('button', { name: 'Lấy số thường' }).tap();
    await expect(kiosk.getByText('Ki-ốt này đã bị ngắt', { exact: false })).toBeVisible();
  });
});

test('a citizen books a time and follows a number on the phone, without JavaScript', async ({ browser }) => {
  test.setTimeout(180_000);
  const citizen = await (await browser.newContext(phone)).newPage();
  await citizen.goto('/xep-hang');
  await keepPicture(citizen, 'citizen-hall');
  await citizen.getByRole('link', { name: /Đặt giờ đến Đất đai/u }).click();
  await citizen.getByRole('button', { name: 'Đặt giờ này' }).click();
  await expect(citizen.getByText('Số điện thoại chưa đúng', { exact: false }).first()).toBeVisible();
  await citizen.getByRole('radio').first().check();
  await citizen.getByLabel('Họ và tên người đến').fill('Phạm Văn Đông');
  await citizen.getByLabel('Số điện thoại').fill('0912 345 678');
  await keepPicture(citizen, 'citizen-hall-book');
  await citizen.getByRole('button', { name: 'Đặt giờ này' }).click();
  await expect(citizen.getByRole('heading', { name: 'Đã đặt lịch' })).toBeVisible();
  await keepPicture(citizen, 'citizen-hall-booked');
  await expect(citizen.locator('main')).not.toContainText('Phạm Văn Đông');
  const address = citizen.url();
  await citizen.getByRole('button', { name: 'Hủy lịch này' }).click();
  await expect(citizen.getByText('Đã hủy').first()).toBeVisible();

  const checked = await (await browser.newContext({ viewport: phone.viewport })).newPage();
  for (const path of ['/xep-hang', address, '/xep-hang?lang=en']) {
    await checked.goto(path);
    await expectAccessible(checked);
  }
  await checked.goto('/xep-hang?lang=vi');
  await checked.getByRole('link', { name: /Đặt giờ đến Đất đai/u }).click();
  await expectAccessible(checked);
});

test('kiosk and screen open to nobody without a token; the set-up passes axe', async ({ browser, page }) => {
  test.setTimeout(240_000);
  const stranger = await (await browser.newContext()).newPage();
  for (const path of ['/sanh/ki-ot', '/sanh/man-hinh', '/api/v1/hall/kiosk', '/api/v1/hall/screen', '/api/v1/hall/screen/events']) {
    expect((await stranger.goto(path))?.status(), path).toBe(403);
  }
  await signInOfficer(page, 'quantri');
  for (const part of ['', '/nhom', '/quay', '/uu-tien', '/thiet-bi']) {
    await page.goto(`/can-bo/quan-tri/sanh${part}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await keepPicture(page, `hall-admin${part.replace('/', '-')}`);
  }
  expect((await page.goto('/sanh/ki-ot'))?.status()).toBe(403);
});
