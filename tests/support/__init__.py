"""What several tests need: builders, waiting for conditions, real processes."""
