"""A synthetic municipality and its living day, through the same store as any directory."""
