"""A believable cohort: for newcomers, pictures and measuring. Its texts are in `texts/`, written for it."""
