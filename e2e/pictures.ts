import type { Page } from '@playwright/test';

/** Keeps a picture of the page for the README when `PICTURES` names a folder, else only with the test's results. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'] ?? 'test-results/pictures';
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: name.startsWith('citizen') });
}
