import { splitTone } from './vietnamese-letters.ts';

const onsets = new Set([
  '',
  'b',
  'c',
  'ch',
  'd',
  'đ',
  'g',
  'gh',
  'gi',
  'h',
  'k',
  'kh',
  'l',
  'm',
  'n',
  'ng',
  'ngh',
  'nh',
  'p',
  'ph',
  'qu',
  'r',
  's',
  't',
  'th',
  'tr',
  'v',
  'x',
]);

const rimes = new Set(
  (
    'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây ' +
    'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu ' +
    'o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ' +
    'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ' +
    'u ua uân uâng uât uây uc uê uêch uênh ui um un ung uô uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyt uyu ' +
    'ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu'
  ).split(' '),
);

// A syllable that ends in a stop carries only sắc or nặng; this is what tells real text from a wrong decoding.
const endsInStop = /(?:c|ch|p|t)$/;

function isRime(onset: string, rime: string): boolean {
  if (rimes.has(rime)) return true;
  // "gì", "giếng": the i of the onset is also the first letter of the rime.
  return onset === 'gi' && rimes.has(`i${rime}`);
}

/**
 * True when the word (NFC, any case, either tone-mark position) can be a Vietnamese syllable: a known onset and rime,
 * at most one tone, and sắc or nặng before a final stop. A yardstick for guessing encodings, not a dictionary.
 */
export function isVietnameseSyllable(word: string): boolean {
  let letters = '';
  let tone = 0;
  for (const char of word.toLowerCase()) {
    const part = splitTone(char);
    if (part.tone !== 0 && tone !== 0) return false;
    tone ||= part.tone;
    letters += part.bare;
  }
  if (endsInStop.test(letters) && tone !== 4 && tone !== 5) return false;
  return [3, 2, 1, 0].some((length) => {
    const onset = letters.slice(0, length);
    const rime = letters.slice(length);
    return onsets.has(onset) && (isRime(onset, rime) || (onset === 'gi' && rime === ''));
  });
}
