-- Ends a statement that has found less than it expected, so that nothing of it happens.
create function require_all(actual bigint, expected bigint) returns void
language plpgsql immutable as $$
begin
  if actual <> expected then
    raise exception 'found % of %', actual, expected using errcode = 'serialization_failure';
  end if;
end
$$;

-- Of the payload, in characters: what is read at once has to fit into memory.
alter table outbox add column size integer not null default 0;
