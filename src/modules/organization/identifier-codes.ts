/** Schemes of agency identifier codes (mã định danh cơ quan, tổ chức). */
export const codeSchemes = ['qcvn102', 'qd20'] as const;
export type CodeScheme = (typeof codeSchemes)[number];

// QCVN 102:2016/BTTTT writes the root last (000.00.04.G18, 28.22.H17);
// QĐ 20/2020/QĐ-TTg writes it first and grows to the right (H26, H15.50.05, H37.DN.001), at most 35 characters.
const forms: Readonly<Record<CodeScheme, RegExp>> = {
  qcvn102: /^(?:\d{2,3}\.){1,3}[A-Z]\d{2}$/,
  qd20: /^[A-Z]\d{2}(?:\.[A-Z0-9]{1,5})*$/,
};

/** True when the text has the form of its scheme. */
export function isCodeOf(scheme: CodeScheme, code: string): boolean {
  return code.length <= 35 && forms[scheme].test(code);
}
