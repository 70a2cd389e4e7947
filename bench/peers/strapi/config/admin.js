// The panel is not measured and not built.
module.exports = () => ({
  serveAdminPanel: false,
  auth: { secret: 'bench-admin' },
  apiToken: { salt: 'bench-api' },
  transfer: { token: { salt: 'bench-transfer' } },
  secrets: { encryptionKey: 'bench-encryption-key-of-32-bytes' },
});
