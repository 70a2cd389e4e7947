// Loaded into a child of `handOver`: when the parent is killed (kill -9), nobody could stop the child any more
// and it would keep the port from the next start.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
