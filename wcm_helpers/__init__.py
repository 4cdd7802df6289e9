"""wcm: the warehouse customer management workbook, its tested logic."""
