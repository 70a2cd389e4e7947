-- No query looks lines up by their actor; each line of the trail paid for it.
drop index audit.entry_by_actor;
