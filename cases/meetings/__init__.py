"""The verbs of meetings: from the year's plan and an officer's draft to approved minutes and delivered extracts."""
