"""Pages for reading and drafting an administration's answer; steps are taken in ``workflows``."""
