-- Whether a process has ever said itself that it lives; others may have named it before it does, or
-- long after it is gone.
alter table worker add column heard boolean not null default false;

update worker set heard = true;
