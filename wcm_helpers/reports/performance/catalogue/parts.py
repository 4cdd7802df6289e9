"""The counts the indicators are made from, as each question of the report computes them.

Every part is a frame with ``month`` and, where it knows them, ``customer_id``, ``site_id``, ``carrier`` and
``priority``, and its counts; a part of hours has ``stage``, ``minutes``, ``open`` and ``n`` as
:meth:`wcm_helpers.data.service.service.Service.stage_counts` gives them.
"""
