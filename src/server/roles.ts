/** Roles that a new locality begins with; edited afterwards in the administration pages. */
export type FirstRole = { readonly key: string; readonly name: string; readonly description: string; readonly administrative: boolean; readonly permissions: readonly string[] };

const role = (key: string, name: string, description: string, permissions: readonly string[]): FirstRole => ({ key, name, description, administrative: false, permissions });

/** Whoever administers the system neither takes money nor gives it back. */
const ofMoney: readonly string[] = ['payments.collect', 'payments.decide_refund', 'payments.read'];

export function firstRoles(allPermissions: readonly string[]): readonly FirstRole[] {
  const ofCases = (key: string): boolean => key.startsWith('cases.') || key.startsWith('feedback.') || ofMoney.includes(key);
  return [
    role('one_stop_officer', 'Công chức Một cửa', 'Kiểm tra, tiếp nhận hồ sơ, thu phí, trả kết quả.', ['cases.read', 'cases.receive', 'cases.deliver', 'hall.serve', 'payments.read', 'payments.collect']),
    role('specialist', 'Chuyên viên thụ lý', 'Xử lý hồ sơ, soạn dự thảo kết quả.', ['cases.read', 'cases.process']),
    role('leader', 'Lãnh đạo ký', 'Xem xét, ký kết quả; phân công, điều chuyển hồ sơ.', ['cases.read', 'cases.sign', 'cases.manage', 'payments.read', 'payments.decide_refund', 'numbering.read', 'feedback.supervise', 'feedback.figures']),
    role('registry_clerk', 'Văn thư', 'Quản lý sổ số, trả kết quả.', ['cases.read', 'cases.deliver', 'payments.read', 'payments.collect', 'numbering.read', 'numbering.void']),
    role('inspector', 'Thanh tra, kiểm tra', 'Chỉ xem.', ['cases.read', 'payments.read', 'numbering.read', 'feedback.figures']),
    {
      key: 'system_administrator',
      name: 'Quản trị hệ thống',
      description: 'Quản lý tổ chức, tài khoản, danh mục; không xử lý hồ sơ.',
      administrative: true,
      permissions: allPermissions.filter((key) => !ofCases(key)),
    },
  ];
}
