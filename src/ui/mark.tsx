/** The house mark: the roof and columns of a đình. Decorative; the name stands beside it. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <path className="roof" d="M2 15c6 0 10-3 18-11 8 8 12 11 18 11-2 3-5 4-7 4H9c-2 0-5-1-7-4z" />
      <path className="body" d="M9 21h22v3H9zM11 25h3v9h-3zm7.5 0h3v9h-3zm7.5 0h3v9h-3zM7 35h26v2H7z" />
    </svg>
  );
}
