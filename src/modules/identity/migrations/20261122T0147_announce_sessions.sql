-- Processes remember who sends which session token. What takes a right away, or gives one, is told to all of them: the
-- account concerned, or everybody where rules change. Activity (last_seen_at) and new sessions are nobody's business.
create function identity.announce_account() returns trigger language plpgsql as $$
begin
  perform pg_notify('dinh_changes', 'identity:' || (to_jsonb(new) ->> tg_argv[0]));
  return null;
end $$;
comment on function identity.announce_account() is 'Tells the other processes that what they know of an account is old; the trigger names the column with the account.';

create trigger session_is_announced after update of token_hash, for_organisation, holding_id, position_uid, second_factor_at, step_up_at, expires_at, ended_at
  on identity.session for each row execute function identity.announce_account('account_uid');
create trigger session_end_is_announced after delete on identity.session for each statement execute function platform.announce('identity');
create trigger account_is_announced after update on identity.account for each row
  when ((old.kind, old.status, old.display_name, old.username, old.person_uid) is distinct from (new.kind, new.status, new.display_name, new.username, new.person_uid))
  execute function identity.announce_account('uid');
create trigger profile_is_announced after update on identity.profile for each row
  when ((old.full_name, old.document_kind, old.document_number, old.tax_code, old.organisation_name)
    is distinct from (new.full_name, new.document_kind, new.document_number, new.tax_code, new.organisation_name))
  execute function identity.announce_account('account_uid');
create trigger role_is_announced after insert or update or delete on identity.role for each statement execute function platform.announce('identity');
create trigger role_permission_is_announced after insert or update or delete on identity.role_permission for each statement execute function platform.announce('identity');
create trigger role_grant_is_announced after insert or update or delete on identity.role_grant for each statement execute function platform.announce('identity');
