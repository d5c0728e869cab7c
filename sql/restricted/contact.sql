-- Grain: one person named in a form. Runs only where it is asked for, into a file of its own beside the published one
-- (HOME/restricted.duckdb): no mart, export, report or notebook of the published file can name a person.
create table restricted.contact as
select
    contacts.document_key,
    documents.file_name,
    contacts.project_key as form_key,
    contacts.page,
    contacts.row_no,
    contacts.role,
    contacts.person_name,
    contacts.telephone,
    contacts.address,
    contacts.postcode
from store.contact as contacts
inner join store.document as documents
    on contacts.document_key = documents.document_key
order by all;

comment on table restricted.contact is 'Persons named in forms; restricted (联系人, 受限)';
comment on column restricted.contact.document_key is 'Document, key into dim_document (文件)';
comment on column restricted.contact.file_name is 'Name of the file (文件名)';
comment on column restricted.contact.form_key is 'Project form, key into fact_project (表单键)';
comment on column restricted.contact.page is 'Page (页)';
comment on column restricted.contact.row_no is 'Row of the table, or line of a text file (行)';
comment on column restricted.contact.role is 'Role as printed (角色)';
comment on column restricted.contact.person_name is 'Name (姓名)';
comment on column restricted.contact.telephone is 'Telephone (电话)';
comment on column restricted.contact.address is 'Address (地址)';
comment on column restricted.contact.postcode is 'Postcode (邮编)';
