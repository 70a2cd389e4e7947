/** TCVN 5712:1993 VN3 ("ABC" fonts such as .VnTime), as its bytes look when read as Windows-1252. */
const tcvn3Letters =
  '¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00adư®đ' +
  'µà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞị' +
  'ßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ';

/** VNI-Windows: a letter followed by the character that draws its marks; mark characters by vowel group. */
const vniMarks = {
  plain: { ø: '\u0300', û: '\u0309', õ: '\u0303', ù: '\u0301', ï: '\u0323' },
  breve: { ê: '', è: '\u0300', ú: '\u0309', ü: '\u0303', é: '\u0301', ë: '\u0323' },
  circumflex: { â: '', à: '\u0300', å: '\u0309', ã: '\u0303', á: '\u0301', ä: '\u0323' },
} as const;

const vniSingles: Readonly<Record<string, string>> = {
  ñ: 'đ',
  ì: 'ì',
  í: 'í',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  ô: 'ơ',
  ö: 'ư',
  î: 'ỵ',
};

function pairsOf(letters: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let index = 0; index < letters.length; index += 2) pairs.set(letters.charAt(index), letters.charAt(index + 1));
  return pairs;
}

function addVniVowel(pairs: Map<string, string>, vowel: string, marks: Readonly<Record<string, string>>): void {
  for (const [sign, mark] of Object.entries(marks)) {
    const [base, quality] = vowel.normalize('NFD');
    const letter = `${base ?? ''}${quality ?? ''}${mark}`.normalize('NFC');
    pairs.set(`${base ?? ''}${sign}`, letter);
  }
}

function vniPairs(): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const vowel of 'aeouy') addVniVowel(pairs, vowel, vniMarks.plain);
  addVniVowel(pairs, 'ă', vniMarks.breve);
  for (const vowel of 'âêô') addVniVowel(pairs, vowel, vniMarks.circumflex);
  for (const [sign, letter] of Object.entries(vniSingles)) pairs.set(sign, letter);
  for (const [sign, mark] of Object.entries(vniMarks.plain)) {
    pairs.set(`ô${sign}`, `ơ${mark}`.normalize('NFC'));
    pairs.set(`ö${sign}`, `ư${mark}`.normalize('NFC'));
  }
  const upper = Array.from(pairs, ([from, to]) => [from.toUpperCase(), to.toUpperCase()] as const);
  const mixed = Array.from(
    pairs,
    ([from, to]) => [from.charAt(0).toUpperCase() + from.slice(1), to.toUpperCase()] as const,
  );
  return new Map([...mixed, ...upper, ...pairs]);
}

/** VIQR (RFC 1456): ASCII signs after the vowel. */
const viqrQualities: Readonly<Record<string, string>> = {
  'a(': 'ă',
  'a^': 'â',
  'e^': 'ê',
  'o^': 'ô',
  'o+': 'ơ',
  'u+': 'ư',
};
const viqrTones: Readonly<Record<string, string>> = {
  '': '',
  '`': '\u0300',
  '?': '\u0309',
  '~': '\u0303',
  "'": '\u0301',
  '.': '\u0323',
};

function viqrPairs(): Map<string, string> {
  const pairs = new Map<string, string>([['dd', 'đ']]);
  const vowels = [...Array.from('aeiouy', (vowel) => [vowel, vowel] as const), ...Object.entries(viqrQualities)];
  for (const [typed, vowel] of vowels) {
    for (const [sign, mark] of Object.entries(viqrTones)) pairs.set(typed + sign, (vowel + mark).normalize('NFC'));
  }
  const upper = Array.from(pairs, ([from, to]) => [from.toUpperCase(), to.toUpperCase()] as const);
  return new Map([...pairs, ...upper, ['Dd', 'Đ']]);
}

export const tcvn3 = pairsOf(tcvn3Letters);
export const vni = vniPairs();
export const viqr = viqrPairs();
