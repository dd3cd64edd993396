"""Pictures of a plan: pure geometry, from frozen values to frozen coordinates."""
