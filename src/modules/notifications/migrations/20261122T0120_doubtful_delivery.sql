alter table notifications.delivery add column doubtful boolean not null default false;
comment on column notifications.delivery.doubtful is 'An earlier try may have been taken though no answer came; such a message goes on by no other channel.';
