/** Longest side of a photo that a reader of papers needs, in pixels. */
const longestSide = 2200;
const quality = 0.8;
const smallEnough = 400_000;

/** A photo of a phone, made small enough for a weak line; anything else as it is. */
export async function shrinkPhoto(file: File): Promise<File> {
  if (!/^image\/(?:jpeg|png|webp)$/u.test(file.type) || file.size <= smallEnough) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    return small.size < file.size ? new File([small], file.name.replace(/\.\w+$/u, '.jpg'), { type: 'image/jpeg' }) : file;
  } catch {
    // An old browser or a picture it cannot read: the file travels as it is, the server judges it.
    return file;
  }
}
