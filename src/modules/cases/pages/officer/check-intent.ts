/** Name of the posts of the checklist. */
export const checkIntent = 'check_paper';
