import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { citizenSamples } from './testing/citizen-samples.tsx';
import { eformSamples } from './testing/eform-samples.tsx';
import { leaderSamples } from './testing/leader-samples.tsx';
import { officerSamples } from './testing/officer-samples.tsx';

const samples = [...citizenSamples, ...eformSamples, ...officerSamples, ...leaderSamples];
const pages = samples.map(({ name, page }) => [name, renderToStaticMarkup(page)] as const);

const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
const tags = (html: string, name: string): string[] => all(html, new RegExp(`(<${name}\\b[^>]*>)`, 'g'));
const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

describe.each(pages)('%s', (name, html) => {
  const ids = all(html, /\sid="([^"]*)"/g);

  it('has one h1 and one main', () => {
    expect(tags(html, 'h1')).toHaveLength(1);
    expect(tags(html, 'main')).toHaveLength(1);
  });

  it('has no inline style, script or handler: the content policy forbids them', () => {
    expect(html).not.toMatch(/\sstyle=|<style|<script|\son[a-z]+=/);
  });

  it('uses every id once and refers only to ids that exist', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const references = all(html, /\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"/g).flatMap((list) =>
      list.split(' '),
    );
    const links = name === 'eform-summary' ? [] : all(html, /\shref="#([^"]+)"/g);
    for (const id of [...references, ...links]) expect(ids).toContain(id);
  });

  it('names every control', () => {
    const labels = new Set(tags(html, 'label').map((tag) => attribute(tag, 'for')));
    const wrapped = new Set(all(html, /<label class="pick"[^>]*>(<input[^>]*>)/g));
    const controls = ['input', 'select', 'textarea'].flatMap((tag) => tags(html, tag));
    for (const control of controls.filter((tag) => attribute(tag, 'type') !== 'hidden')) {
      const named = labels.has(attribute(control, 'id')) || attribute(control, 'aria-label') || wrapped.has(control);
      expect(named, control).toBeTruthy();
    }
  });

  it('gives groups of choices a legend and dialogs a name', () => {
    expect(all(html, /<fieldset[^>]*>(?!<legend)(.{0,40})/g)).toEqual([]);
    for (const dialog of tags(html, 'dialog')) expect(dialog).toMatch(/aria-label(ledby)?="/);
  });

  it('names every button and link', () => {
    const contents = all(html, /<(?:button|a)\b[^>]*>(.*?)<\/(?:button|a)>/gs);
    for (const content of contents) expect(content.replace(/<[^>]*>/g, '').trim()).not.toBe('');
  });
});

describe('wrong answers', () => {
  const form = pages.find(([name]) => name === 'citizen-form')?.[1] ?? '';

  it('are summed up on top, beside the field, and tied to it', () => {
    expect(form).toContain('href="#f-fullName"');
    expect(form).toMatch(
      /<input[^>]*id="f-fullName"[^>]*aria-describedby="f-fullName--hint f-fullName--error"[^>]*aria-invalid="true"/,
    );
    expect(form).toMatch(/<input[^>]*id="f-birthDate-month"[^>]*aria-invalid="true"/);
    expect(form).not.toMatch(/<input[^>]*id="f-birthDate-day"[^>]*aria-invalid/);
  });
});

describe('e-form', () => {
  const need = pages.find(([name]) => name === 'eform-need')?.[1] ?? '';

  it('puts "go on" before the buttons of rows, for the Enter key', () => {
    expect(need.indexOf('<button class="sr"')).toBeLessThan(need.indexOf('value="remove:companions[0]"'));
    expect(need).toContain('value="add:companions[1].papers"');
  });

  it('shows what is computed as text only', () => {
    expect(need).toContain('16.000 đồng');
    expect(need).not.toContain('name="fee"');
  });
});
