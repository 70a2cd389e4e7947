module.exports = () => ({ 'users-permissions': { config: { jwtSecret: 'bench-users' } }, upload: { enabled: true } });
