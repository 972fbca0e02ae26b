create temp table first as select (select max(id) from principals) as principal, (select max(id) from cachedgroupmembers) as cached, (select id from users where name = 'root') as agent;
insert into queues (name, lifecycle, creator, created) select 'Queue ' || n, 'default', 1, now() from generate_series(1, 20) n;
insert into tickets (id, effectiveid, type, queue, owner, subject, status, priority, creator, created, lastupdatedby, lastupdated, due)
select n, n, 'ticket', (select id from queues where name = 'Queue ' || 1 + n % 20), agent, 'Ticket ' || n, case when n % 10 = 0 then 'open' else 'resolved' end, n % 5, agent, now() - ({tickets} - n) * interval '30 minutes', agent, now(), now() + (n % 200 - 100) * interval '1 hour' from generate_series(1, {tickets}) n, first;
insert into principals (id, principaltype) select principal + n, 'Group' from generate_series(1, 4 * {tickets}) n, first;
insert into groups (id, name, domain, instance, creator, created) select principal + n, (array['Owner', 'Requestor', 'Cc', 'AdminCc'])[1 + (n - 1) % 4], 'RT::Ticket-Role', 1 + (n - 1) / 4, 1, now() from generate_series(1, 4 * {tickets}) n, first;
insert into cachedgroupmembers (id, groupid, memberid, via, immediateparentid) select cached + n, principal + n, principal + n, cached + n, principal + n from generate_series(1, 4 * {tickets}) n, first;
insert into groupmembers (groupid, memberid, creator, created) select principal + n, agent, 1, now() from generate_series(1, 4 * {tickets}) n, first where n % 4 in (1, 2);
insert into cachedgroupmembers (id, groupid, memberid, via, immediateparentid) select cached + 4 * {tickets} + n, principal + n, agent, cached + 4 * {tickets} + n, principal + n from generate_series(1, 4 * {tickets}) n, first where n % 4 in (1, 2);
insert into transactions (objecttype, objectid, type, creator, created) select 'RT::Ticket', t.id, case when m = 0 then 'Create' else 'Comment' end, creator, t.created + m * interval '1 day' from tickets t, generate_series(0, 3) m;
insert into attachments (transactionid, contenttype, content, creator, created) select id, 'text/plain', 'What came of it.', creator, created from transactions where objecttype = 'RT::Ticket';
select setval('tickets_id_seq', {tickets}), setval('principals_id_seq', (select max(id) from principals)), setval('groups_id_seq', (select max(id) from principals)), setval('cachedgroupmembers_id_seq', (select max(id) from cachedgroupmembers));
analyze;
