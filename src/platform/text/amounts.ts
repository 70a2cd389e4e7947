/** A whole number with Vietnamese grouping: 3264993 → `3.264.993`. */
export function formatInteger(value: number | bigint): string {
  const text = String(value);
  return text.length < 4 ? text : text.replace(/\B(?=(?:\d{3})+(?!\d))/g, '.');
}

/** An amount of money, integer đồng: 16000 → `16.000 đ`. */
export function formatMoney(dong: number | bigint): string {
  return `${formatInteger(dong)} đ`;
}
