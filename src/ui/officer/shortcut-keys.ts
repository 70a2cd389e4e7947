/** A registered key: `t`, `?`, `j`, `enter`, `escape`, `ctrl+k`. */
export type ShortcutKey = string;

/** What the browser tells about a key press; the part of KeyboardEvent that decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'>;

/**
 * The name of a pressed key, or null while an input method is composing.
 * Vietnamese input methods may report `Process` instead of the letter: then the physical key counts.
 */
export function keyName(press: KeyPress): ShortcutKey | null {
  if (press.isComposing) return null;
  const key = press.key === 'Process' ? press.code.replace(/^Key/, '') : press.key;
  if (key === '' || press.altKey) return null;
  return `${press.ctrlKey || press.metaKey ? 'ctrl+' : ''}${key.toLowerCase()}`;
}

/** True for keys that a person may type by accident: one character without Ctrl (WCAG 2.2, 2.1.4). */
export function isCharacterKey(key: ShortcutKey): boolean {
  return Array.from(key).length === 1;
}

/** How a key is shown: `ctrl+k` → `Ctrl K`, `t` → `T`. */
export function displayKey(key: ShortcutKey): string {
  const names: Readonly<Record<string, string>> = {
    ctrl: 'Ctrl',
    enter: 'Enter',
    escape: 'Esc',
    arrowdown: '↓',
    arrowup: '↑',
  };
  return key
    .split('+')
    .map((part) => names[part] ?? part.toUpperCase())
    .join(' ');
}

/** True where a letter is meant as text: fields, lists of choices, editors. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type);
}
