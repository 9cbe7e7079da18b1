"""Values written so that a plain pattern does not see them: what each disguise looks like, and what it stands for."""
