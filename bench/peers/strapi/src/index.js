const { writeFileSync } = require('node:fs');

/** One signed-in user who may submit and list; its token goes to TOKEN_FILE. */
module.exports = {
  register() {},
  async bootstrap({ strapi }) {
    const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
    for (const action of ['create', 'find']) {
      await strapi.db.query('plugin::users-permissions.permission').create({ data: { action: `api::case.case.${action}`, role: role.id } });
    }
    const user = await strapi.db.query('plugin::users-permissions.user').create({
      data: { username: 'bench', email: 'bench@example.invalid', provider: 'local', confirmed: true, blocked: false, role: role.id },
    });
    const token = await strapi.plugin('users-permissions').service('jwt').issue({ id: user.id });
    writeFileSync(process.env.TOKEN_FILE, token);
  },
};
