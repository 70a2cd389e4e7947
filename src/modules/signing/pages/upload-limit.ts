/** Largest file that the page takes, megabytes. */
export const uploadLimit = 20;
