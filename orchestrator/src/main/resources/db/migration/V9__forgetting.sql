alter table task
  -- The ended task that this one tries again: it may refer to that one's files, which are there for
  -- as long as that one's row is.
  add column retry_of uuid references task (id),
  -- When an orchestrator last began to delete the task's files; the row goes after them.
  add column forgotten_at timestamptz;

create index task_retry_of on task (retry_of) where retry_of is not null;

update task again
set retry_of = earlier.id
from task earlier
where json_typeof(again.state -> 'plan') = 'object'
  and again.state -> 'request' ->> 'retryOf' = cast(earlier.id as text);

-- Ends a statement that tries tasks again some of which are being deleted. Not a conflict that the
-- next attempt at the same would solve: it has to be planned anew.
create function require_kept(actual bigint, expected bigint) returns void
language plpgsql immutable as $$
begin
  if actual <> expected then
    raise exception 'kept are % of % tasks that are to be tried again', actual, expected
      using errcode = 'object_not_in_prerequisite_state';
  end if;
end
$$;
