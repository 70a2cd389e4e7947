module.exports = ({ env }) => ({
  connection: { client: 'postgres', connection: { connectionString: env('PEER_DATABASE_URL') }, pool: { min: 2, max: 12 }, acquireConnectionTimeout: 60000 },
});
