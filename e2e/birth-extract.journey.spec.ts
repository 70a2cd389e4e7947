import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { signInCitizen } from './accounts.ts';
import { applyForExtract } from './citizen-steps.ts';
import { acceptCase, prepareResult, signCase } from './officer-steps.ts';
import { keepPicture } from './pictures.ts';

const run = promisify(execFile);

const phone = { viewport: { width: 360, height: 760 }, javaScriptEnabled: false };
const desk = { viewport: { width: 1280, height: 850 } };

async function openPage(browser: Browser, kind: typeof phone | typeof desk): Promise<Page> {
  return (await browser.newContext(kind)).newPage();
}

test('a citizen applies for a birth extract and downloads a paper that pdfsig calls valid', async ({ browser }) => {
  test.setTimeout(240_000);
  const citizen = await openPage(browser, phone);
  await signInCitizen(citizen, 'Nguyễn Văn An');
  const code = await applyForExtract(citizen);

  await acceptCase(await openPage(browser, desk), code);
  await prepareResult(await openPage(browser, desk), code);
  await signCase(await openPage(browser, desk), code);

  await expect(async () => {
    await citizen.goto('/ho-so');
    await citizen.getByRole('link', { name: new RegExp(code, 'u') }).click();
    await expect(citizen.getByRole('link', { name: /Tải (kết quả|bản)/u })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await keepPicture(citizen, 'citizen-result');
  const download = citizen.waitForEvent('download');
  await citizen.getByRole('link', { name: /Tải (kết quả|bản)/u }).click();
  const file = await (await download).path();

  const { stdout } = await run('pdfsig', [file]);
  expect(stdout.match(/Signature is Valid\./gu)).toHaveLength(2);
  expect(stdout).toContain('Total document signed');
  await run('qpdf', ['--check', file]);

  const stranger = await openPage(browser, phone);
  await stranger.goto('/tra-cuu');
  await stranger.getByRole('searchbox').fill(code.toLowerCase());
  await stranger.getByRole('button', { name: 'Xem' }).click();
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Đã trả kết quả');
  await expect(stranger.locator('body')).not.toContainText('Nguyễn Văn An');
  await keepPicture(stranger, 'citizen-track');

  const sha256 = createHash('sha256').update(await readFile(file)).digest('hex');
  await stranger.goto(`/kiem-tra/${sha256}`);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Giấy tờ này có thật và còn giá trị');
  await keepPicture(stranger, 'citizen-verify');
});

test('citizen pages pass axe at 360 px', async ({ browser }) => {
  // axe needs a script engine in the page; the markup is the same as without.
  const page = await (await browser.newContext({ viewport: phone.viewport })).newPage();
  for (const path of ['/', '/thu-tuc', '/thu-tuc/2.000635', '/tra-cuu', '/kiem-tra', '/kiem-tra-chu-ky', '/dang-nhap', '/can-bo/dang-nhap', '/khong-co-trang-nay', '/?lang=en', '/thu-tuc/2.000635?lang=en', '/?lang=vi']) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await signInCitizen(page, 'Trần Thị Bình');
  const mine = ['/tai-khoan', '/ho-so', '/thong-bao', '/nop/2.000635'];
  for (const path of mine) {
    await page.goto(path);
    await expectAccessible(page);
  }
});
