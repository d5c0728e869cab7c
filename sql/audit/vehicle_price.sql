-- title: A vehicle purchase is printed without money to run it
-- title_zh: 有购车费而无运行费
-- message: Vehicles are bought for {purchase:yuan}, but nothing is planned to run them.
-- message_zh: 购置车辆{purchase:yuan}，却没有安排运行维护费。
-- severity: info
-- why: A car that is bought is driven: one of the two columns is missing.
select
    document_key,
    'document' as subject,
    unit_name,
    vehicle_purchase as purchase,
    vehicle_purchase as stated,
    vehicle_operation as computed,
    [line_key] as line_keys
from rules.three_public
where vehicle_purchase > 0 and coalesce(vehicle_operation, 0) = 0 and stage = 'budget'
