/** Name of the posts of the checklist. */
export const checkIntent = 'check_paper';
/** Name of the post that asks the population register. */
export const compareIntent = 'compare_population';
