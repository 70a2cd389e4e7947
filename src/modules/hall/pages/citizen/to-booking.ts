import { redirect } from 'react-router';
import { writeBookingCode } from '../../model.ts';

/** The page of a booking, so that its address can be kept. */
export function redirectToBooking(code: string, more = ''): Response {
  return redirect(`/xep-hang/lich-hen/${writeBookingCode(code)}${more}`);
}
