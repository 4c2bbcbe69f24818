"""Writers: an outline, or what an audience may be given, as bytes."""
