import { useText } from '#platform/web/text.tsx';
import { Section, TextArea, TextInput } from '#ui/officer/index.ts';
import type { TemplateText } from '../model.ts';

/** What was typed before a refusal, otherwise the value in use; and what is wrong with it. */
export type FieldReader = {
  value(name: string, otherwise: string): string;
  error(name: string): string | undefined;
};

type TextFieldsProps = { readonly locale: 'vi' | 'en'; readonly text: TemplateText; readonly fields: FieldReader };

/** Title, body and link label in one language. */
export function TextFields({ locale, text, fields }: TextFieldsProps) {
  const t = useText('notifications');
  const field = (part: keyof TemplateText, maxLength: number) => {
    const name = `texts.${locale}.${part}`;
    return {
      name,
      maxLength,
      label: t(`templates.${part === 'title' ? 'titleField' : part}`),
      value: fields.value(name, text[part]),
      error: fields.error(name),
    };
  };
  return (
    <Section title={t(`templates.language.${locale}`)}>
      <TextInput {...field('title', 150)} />
      <TextArea {...field('body', 2000)} rows={8} />
      <TextInput {...field('linkLabel', 60)} width="w20" />
    </Section>
  );
}
