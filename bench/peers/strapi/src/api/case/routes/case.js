module.exports = require('@strapi/strapi').factories.createCoreRouter('api::case.case');
