"""The outermost room: settings, URLs, recurring jobs, effects and the services the demo brings along."""
