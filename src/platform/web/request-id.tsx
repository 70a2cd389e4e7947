import { createContext, useContext } from 'react';

export const RequestIdContext = createContext('');

/**
 * The hidden field that makes a double click, a retry and a lost answer harmless.
 * Made when the page is rendered, so that it also works without JavaScript.
 */
export function RequestIdField() {
  return <input type="hidden" name="requestId" value={useContext(RequestIdContext)} />;
}
