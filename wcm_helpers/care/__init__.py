"""The care calendar: whom to congratulate, which contract to watch and when; it plans and never sends."""
