"""What anybody reads without logging in: the notice board, the diary, published minutes (TF 2, OSL 5, KL 8:12)."""
