"""The values of the indicators by month and group: what every section and chart reads.

``values_of(review)`` returns one row an indicator, dimension, group and month:

``indicator``, ``dimension`` (``all``, ``class``, ``industry``, ``site``, ``carrier``, ``priority``), ``group``
(``""`` for all), ``month``, ``numerator``, ``denominator`` (float; NaN for hours), ``value`` (in the unit of the
definition; NaN: no data), ``n`` (cases: the denominator, or orders of hours; 0: no data), ``low``, ``high``
(95 %; NaN where there is no interval). A month without cases has no row. Values of one customer come from
``series_of(review, indicator, dimension, group)``, which takes ``customer`` as a dimension too.
"""
