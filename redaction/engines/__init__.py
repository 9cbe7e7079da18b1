"""The engine of the default plan: one scan of a batch, exact work where something could be, several engines as one."""
