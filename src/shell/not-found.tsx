import { data } from 'react-router';

/** Any address that nobody has taken: the frame stays, so that the reader is not lost. */
export function loader(): never {
  throw data(null, { status: 404 });
}

export default function NotFound() {
  return null;
}
