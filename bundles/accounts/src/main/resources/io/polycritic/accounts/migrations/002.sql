-- Keys of requests, what was answered, and by which process a request is carried out that has no answer (status 0) yet.
create table if not exists kept_answers (
  id varchar(64) primary key,
  request varchar(64) not null,
  process varchar(16) not null,
  status integer not null,
  location varchar(500),
  body text,
  whole boolean not null,
  created timestamp(3) with time zone not null
);
create index if not exists kept_answers_created on kept_answers (created);
-- What a token is limited to: ids of runs, one a line (null for all), and whether it reads metrics alone.
alter table tokens add column if not exists runs varchar(4000);
alter table tokens add column if not exists metrics_only boolean default false not null;
