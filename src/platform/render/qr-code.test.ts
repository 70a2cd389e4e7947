import jsQR from 'jsqr';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawQrPng, drawQrSvg } from './qr-code.ts';

const address = 'https://dichvucong.example.vn/theo-doi/H15.50.05-261121-0042?q=đường';

async function scan(picture: Uint8Array): Promise<string | undefined> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

describe('QR codes', () => {
  it('can be scanned from the SVG', async () => {
    const png = await sharp(Buffer.from(drawQrSvg(address)), { density: 600 })
      .png()
      .toBuffer();
    expect(await scan(png)).toBe(address);
  });

  it('can be scanned from the PNG', async () => {
    expect(await scan(await drawQrPng(address))).toBe(address);
  });

  it('escapes its label', () => {
    expect(drawQrSvg('a', '"><script>')).toContain('aria-label="&#34;&#62;&#60;script&#62;"');
  });

  it('refuses nothing and too much', () => {
    expect(() => drawQrSvg('')).toThrow('render.code_too_long');
    expect(() => drawQrSvg('đ'.repeat(501))).toThrow('render.code_too_long');
  });
});
