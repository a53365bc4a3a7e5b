"""From what a caller said to people and units: spelling, index, ranking. Knows the domain, nothing else."""
