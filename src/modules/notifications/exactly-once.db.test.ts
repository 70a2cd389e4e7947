import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { aNotice } from './testing.ts';
import { openChannelGround, type ChannelGround } from './test/channel-ground.ts';

let at: ChannelGround;
beforeAll(async () => {
  at = await openChannelGround();
  await at.reader('with zalo', '+84500000101');
  await at.reader('without zalo', '+84500000404');
});

const trouble = fc.constantFrom('none', 'busy', 'lost');
/** One turn of the queue: what goes wrong, whether two workers run at once, whether one died over it before. */
const turn = fc.record({ zalo: trouble, sms: trouble, twice: fc.boolean(), died: fc.boolean(), attempt: fc.constantFrom(1, 2, 6) });
let count = 0;

it('whatever goes wrong, a message is on one channel at most, once, and "sent" means that it is', async () => {
  const reader = fc.constantFrom('with zalo', 'without zalo');
  await fc.assert(
    fc.asyncProperty(reader, fc.array(turn, { minLength: 1, maxLength: 7 }), async (accountId, turns) => {
      const key = `turns ${++count}`;
      const notice = aNotice(key, { to: { accountId, email: 'an@dan.vidu.test', locale: 'vi' } });
      await Promise.all([at.tell(notice), at.tell(notice)]);
      for (const { zalo, sms, twice, died, attempt } of turns) {
        at.simulators.zalo.trouble(zalo);
        at.simulators.sms.trouble(sms);
        if (died) await at.rows(`update notifications.delivery set claimed_until = $1 where state = 'queued'`, new Date(at.test.clock.now().getTime() - 1));
        // Mail has no claim: SMTP cannot do better than a Message-ID that is recognised (see README).
        const mails = (await at.trail(key)).at(-1)?.startsWith('email') === true;
        await Promise.all(Array.from({ length: twice && !mails ? 2 : 1 }, () => at.tryOnce(key, attempt).catch(() => undefined)));
      }
      const arrived = await at.arrived(key);
      const states = await at.rows(`select d.channel, d.state from notifications.delivery d join notifications.message m on m.id = d.message_id where m.key = $1`, key);
      const sent = states.filter(({ state }) => state === 'sent').map(({ channel }) => channel);
      expect(arrived.length).toBeLessThanOrEqual(1);
      expect(sent.length).toBeLessThanOrEqual(1);
      if (sent.length === 1) expect(arrived).toEqual(sent);
      expect(states.filter(({ state }) => state === 'queued').length).toBeLessThanOrEqual(1);
      if (states.some(({ state }) => state === 'queued')) expect(sent).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 120_000);
