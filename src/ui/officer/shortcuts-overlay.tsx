import { useState } from 'react';
import { Dialog } from './dialog.tsx';
import { officerWords as words } from './officer-words.ts';
import { displayKey } from './shortcut-keys.ts';
import { useShortcut, useShortcutList } from './shortcuts.tsx';

/** The list of keys that work on this page, on `?`, with the switch that turns single letters off. */
export function ShortcutsOverlay() {
  const [open, setOpen] = useState(false);
  const { list, lettersOn, setLettersOn } = useShortcutList();
  useShortcut('?', words.showShortcuts, () => setOpen(true));
  return (
    <Dialog id="shortcuts" title={words.shortcuts} open={open} onClose={() => setOpen(false)}>
      <dl className="keys">
        {list.map((entry) => (
          <div key={`${entry.key} ${entry.label}`}>
            <dt>
              <kbd>{displayKey(entry.key)}</kbd>
            </dt>
            <dd>{entry.label}</dd>
          </div>
        ))}
      </dl>
      <label className="pick">
        <input type="checkbox" checked={lettersOn} onChange={(event) => setLettersOn(event.target.checked)} />
        <span>{words.lettersOn}</span>
      </label>
    </Dialog>
  );
}
