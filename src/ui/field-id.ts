/**
 * The DOM id of the control with this form name, so that an error summary can link to it:
 * `children[0].birthDate` → `f-children-0-birthDate`.
 */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^\p{L}\p{N}_]+/gu, '-').replace(/-+$/, '')}`;
}

/** Space-joined ids of the texts that describe a control; undefined when there are none. */
export function describedBy(...ids: readonly (string | false | null | undefined)[]): string | undefined {
  const present = ids.filter((id): id is string => typeof id === 'string' && id !== '');
  return present.length > 0 ? present.join(' ') : undefined;
}

/** Joins class names, leaving out what is absent. */
export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
