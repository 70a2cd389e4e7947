/** A place or an act that Ctrl K can find. */
export type Command = {
  readonly id: string;
  readonly label: string;
  /** Heading it stands under: "Hồ sơ", "Lệnh". */
  readonly group: string;
  readonly href: string;
  /** Further words that find it; the label is always searched. */
  readonly keywords?: string | undefined;
  readonly note?: string | undefined;
};
