-- Messages that nothing could be made of, taken from openclaw.dead-letters.
create table dead_letter (
  id bigint generated always as identity primary key,
  -- Where the message lay that is set aside.
  topic text not null,
  partition integer not null,
  record_offset bigint not null,
  reason text not null,
  key bytea,
  -- [{"name": …, "value": Base64 or null}, …], as it had them.
  headers json not null,
  value bytea,
  -- In bytes; null where it had no value. A value that is too large is not here.
  value_size integer,
  at timestamptz not null,
  state text not null default 'OPEN',
  decided_at timestamptz,
  -- When Kafka had the replayed message; until then this row is what is to be sent.
  sent_at timestamptz,
  -- A replay that could not be sent is not tried again before that.
  retry_at timestamptz,
  -- A delivery that comes again is the same letter.
  unique (topic, partition, record_offset)
);

create index dead_letter_by_state on dead_letter (state, id desc);
create index dead_letter_by_topic on dead_letter (topic, state, id desc);
create index dead_letter_at on dead_letter (at);
create index dead_letter_to_send on dead_letter (decided_at)
  where state = 'REPLAYED' and sent_at is null;
