-- What agents write to each other.
create table agent_message (
  -- Of the step in which it was written, the recipient and the content: an attempt that comes again
  -- writes the same one.
  id uuid primary key,
  -- Their order.
  number bigint generated always as identity,
  tenant text not null,
  sender text not null,
  recipient text not null,
  task_id uuid not null,
  subject text not null,
  text text not null,
  sent_at timestamptz not null default now(),
  -- The step that has read it, and which of its attempts; null before that.
  read_key text,
  read_attempt integer
);

create index agent_message_unread on agent_message (tenant, recipient, number)
  where read_key is null;
create index agent_message_read on agent_message (tenant, recipient, read_key)
  where read_key is not null;
create index agent_message_sent on agent_message (sent_at);
