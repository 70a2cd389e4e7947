-- case_file_piles has taken its place; no query is left that would choose it.
drop index cases.case_file_inbox;
