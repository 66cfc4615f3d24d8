-- What a rate budget remembers has new parts; each budget learns again from the next answers.
update rate_budget set state = null, remaining = null, waits_until = null;
