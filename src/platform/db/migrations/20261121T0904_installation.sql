create table platform.installation (
  only_one boolean primary key default true check (only_one),
  demo boolean not null,
  began_at timestamptz not null default now()
);
comment on table platform.installation is 'How this locality was begun; a real one can never become a demonstration by a forgotten flag.';
comment on column platform.installation.only_one is 'Allows a single row.';
comment on column platform.installation.demo is 'True for a demonstration locality with simulators and known passwords.';
comment on column platform.installation.began_at is 'First start.';

grant select, insert on platform.installation to dinh_app;
