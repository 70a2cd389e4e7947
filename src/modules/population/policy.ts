/** None of its own: the module that asks decides who may ask, and why. */
export const permissions: readonly { readonly key: string; readonly vi: string }[] = [];
