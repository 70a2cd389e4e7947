-- Every change raises the version; whoever remembers holdings or units hears of it.
create trigger state_is_announced after update on organization.state for each statement execute function platform.announce('organization');
