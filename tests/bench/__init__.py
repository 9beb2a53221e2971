"""`python -m tests.bench`: how fast pages are, as ratios against what Flask itself can do on the same server in the same run."""
