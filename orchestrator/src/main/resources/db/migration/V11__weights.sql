alter table task
  -- Of the state, in characters: what is read at once has to fit into memory.
  add column size integer not null default 0,
  -- What a list tells of the state, so that it need not be read: states may be large.
  add column steps_total integer not null default 0,
  add column steps_done integer not null default 0,
  add column failure_code text;

update task
set size = length(cast(state as text)),
  failure_code = json_extract_path_text(state, 'outcome', 'cause', 'code')
where json_typeof(state) = 'object';

update task
set steps_total = json_array_length(state -> 'steps'),
  steps_done = (
    select count(*) from json_array_elements(state -> 'steps') as step
    where json_extract_path_text(step, 'phase', 'phase')
      in ('completed', 'failed', 'skipped', 'cancelled'))
where json_typeof(state) = 'object' and json_typeof(state -> 'steps') = 'array';
